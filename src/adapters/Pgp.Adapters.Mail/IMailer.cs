namespace Pgp.Adapters.Mail;

/// <summary>Sends mails, by whichever provider this installation has.</summary>
public interface IMailer
{
    /// <summary>
    /// One attempt; repeating belongs to the outbox. No provider knows an idempotency key, so
    /// somebody may get the same mail twice.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; a timeout is an outcome.
    /// </exception>
    Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct);
}
