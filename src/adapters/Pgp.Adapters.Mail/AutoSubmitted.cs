namespace Pgp.Adapters.Mail;

/// <summary>
/// The header that keeps holiday notes from answering (RFC 3834, 5), for nobody reads them.
/// </summary>
internal static class AutoSubmitted
{
    public const string Name = "Auto-Submitted";
    public const string Value = "auto-generated";
}
