using Pgp.Common.Settings;

namespace Pgp.Adapters.Mail;

/// <summary>How the way to a mail server is protected.</summary>
public enum SmtpTls
{
    /// <summary>It begins in the open and is encrypted before anything else is said.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>In the open: for a server on the same machine.</summary>
    None,
}

/// <summary>Where mails are handed over.</summary>
/// <param name="Login">Absent where the server knows us otherwise.</param>
public sealed record SmtpOptions(string Host, int Port, SmtpTls Tls, SmtpLogin? Login);

/// <summary>What the mail server knows us by.</summary>
public sealed record SmtpLogin(string Username, Secret Password);
