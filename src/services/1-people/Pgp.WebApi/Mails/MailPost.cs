using Pgp.Adapters.Mail;
using Pgp.Common.Tasks;

namespace Pgp.WebApi.Mails;

/// <summary>Sends a mail and says what that means for the task that wanted it.</summary>
internal sealed class MailPost(IMailer mailer)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(5);

    public async Task<TaskOutcome> SendAsync(Mail mail, CancellationToken ct) =>
        await mailer.SendAsync(mail, ct) switch
        {
            MailOutcome.Sent => TaskOutcome.Completed,
            MailOutcome.TooFast(var pause) => new TaskOutcome.Retry(pause, "mail wants a pause"),
            MailOutcome.Unknown(var reason) => new TaskOutcome.Retry(PauseAfterSilence, reason),
            MailOutcome.Refused(var reason) => new TaskOutcome.Reject($"mail refused: {reason}"),
            var other => throw new InvalidOperationException($"unknown outcome: {other}"),
        };
}
