using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;

namespace Pgp.Server.Owners.Wallets;

/// <summary>
/// Tells the owner of each step, with the button that stops it as long as it can.
/// </summary>
internal sealed class WalletChangeNewsHandler(
    Database database,
    People people,
    Speaker speaker,
    ILogger<WalletChangeNewsHandler> log
) : ITaskHandler<WalletChangeNews>
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<TaskOutcome> HandleAsync(
        WalletChangeNews task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (await WalletQueries.FindAsync(database, task.ChangeId, ct) is not { } change)
        {
            return new TaskOutcome.Reject("no such change");
        }

        // Taken back before it could be told: that was said already.
        var isHeld = change.State == WalletChangeStates.Held;
        if (
            change.State == WalletChangeStates.Cancelled
            || isHeld != (task.Stage == WalletStage.Held)
        )
        {
            return TaskOutcome.Completed;
        }

        var say = (await people.FindAsync(change.ChangedBy, ct)).Say;
        var reply = isHeld ? WalletReplies.Held(say, change) : WalletReplies.Ended(say, change);
        switch (await speaker.SendAsync(change.ChangedBy, reply, ct))
        {
            case TelegramOutcome.Sent:
                return TaskOutcome.Completed;
            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");
            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");
            case TelegramOutcome.Refused(var description):
                return new TaskOutcome.Reject($"message refused: {description}");
            case var refusal:
                log.WalletOwnerUnreachable(change.Id, refusal);
                return TaskOutcome.Completed;
        }
    }
}
