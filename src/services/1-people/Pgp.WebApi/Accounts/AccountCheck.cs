using Pgp.Adapters.Mail;
using Pgp.Channels;

namespace Pgp.WebApi.Accounts;

/// <summary>Rules for names, mails and passwords (spec 30, 4.3).</summary>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class AccountCheck(List<FieldError> errors)
{
    private const int UsernameMin = 3;
    private const int UsernameMax = 50;
    private const int EmailMax = 255;
    private const int PasswordMin = 8;
    private const int PasswordMax = 128;

    public string Username(string? text)
    {
        var name = text?.Trim() ?? "";
        if (name.Length is < UsernameMin or > UsernameMax)
        {
            Add("username", "length", $"A name has {UsernameMin} to {UsernameMax} characters.");
        }
        else if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            Add("username", "characters", "A name is made of letters A-Z, digits and _.");
        }

        return name;
    }

    /// <summary>The domain in lower case; what stands before it is the receiver's matter.</summary>
    public string Email(string field, string? text)
    {
        var email = text?.Trim() ?? "";
        var at = email.LastIndexOf('@');
        var isPlausible =
            email.Length is > 0 and <= EmailMax
            && MailHeaders.IsAddress(email)
            && email[(at + 1)..].Contains('.', StringComparison.Ordinal);
        if (!isPlausible)
        {
            Add(field, "not_an_address", "This is no mail address.");
            return "";
        }

        return email[..at] + email[at..].ToLowerInvariant();
    }

    public string Password(string field, string? password)
    {
        var text = password ?? "";
        if (text.Length is < PasswordMin or > PasswordMax)
        {
            Add(field, "length", $"A password has {PasswordMin} to {PasswordMax} characters.");
        }
        else if (!text.Any(char.IsUpper) || !text.Any(char.IsLower) || !text.Any(char.IsDigit))
        {
            Add(
                field,
                "too_simple",
                "A password has an upper case letter, a lower case letter and a digit at least."
            );
        }

        return text;
    }

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
