namespace Pgp.Adapters.Mail;

/// <summary>One mail to one person, as text and as HTML that say the same.</summary>
/// <param name="To">A bare address: no name, no brackets.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For those whose program shows no HTML.</param>
/// <param name="Html">A whole page; everything foreign in it is escaped already.</param>
public sealed record Mail(string To, string Subject, string Text, string Html)
{
    // Links in mails are as good as passwords, and addresses are nobody else's business: neither
    // may get into a log because somebody printed a record.
    public override string ToString() => "mail ***";
}
