namespace Pgp.Adapters.Mail;

/// <summary>Whom mails are from.</summary>
/// <param name="Email"><c>FROM_EMAIL</c>: a bare address.</param>
/// <param name="Name"><c>FROM_NAME</c>: what people see; also the name of the product.</param>
public sealed record MailSender(string Email, string Name)
{
    /// <summary>What follows the at sign.</summary>
    public string Domain => Email[(Email.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
