using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Server.Donating;

/// <summary>Takes a keypad away that nobody has touched for a while.</summary>
internal sealed class KeypadTimedOutHandler(Database database, TelegramGateway telegram)
    : ITaskHandler<KeypadTimedOut>
{
    public async Task<TaskOutcome> HandleAsync(
        KeypadTimedOut task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (
            await KeypadQueries.FindAsync(database, task.KeypadId, ct)
            is not { State: Keypad.Open } keypad
        )
        {
            return TaskOutcome.Completed;
        }

        var over = keypad.TouchedAt + Keypad.Life;
        if (over > database.Clock.GetUtcNow())
        {
            await using var unit = await database.BeginAsync(ct);
            unit.ContinuesStoryOf(delivery);
            await unit.EnqueueAsync(new KeypadTimedOut(keypad.Id, keypad.TouchedAt), over, ct);
            await unit.CommitAsync(ct);
            return TaskOutcome.Completed;
        }

        if (keypad.MessageId is { } messageId)
        {
            var chat = new TelegramChat(keypad.ChatId);
            if (
                await telegram.DeleteMessageAsync(chat, messageId, ct) is TelegramOutcome.TooFast(
                    var pause
                )
            )
            {
                return new TaskOutcome.Retry(pause, "telegram wants a pause");
            }
        }

        await KeypadQueries.CloseAsync(database, keypad, ct);
        return TaskOutcome.Completed;
    }
}
