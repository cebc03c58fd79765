namespace Pgp.WebApi.Mails;

/// <summary>A mail address of which its owner sees that it is his, and others little.</summary>
internal static class MaskedEmail
{
    private const string Mask = "***";

    /// <summary><c>jane@example.com</c> as <c>j***@example.com</c>.</summary>
    public static string Of(string email)
    {
        var at = email.LastIndexOf('@');
        return at switch
        {
            < 0 => Mask,
            // One letter would be all of it.
            <= 1 => Mask + email[at..],
            _ => email[0] + Mask + email[at..],
        };
    }
}
