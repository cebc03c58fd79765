using Pgp.Adapters.Telegram;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Server.Donating;

/// <summary>Takes a passing note of ours out of a channel.</summary>
internal sealed class NoteExpiredHandler(TelegramGateway telegram) : ITaskHandler<NoteExpired>
{
    public async Task<TaskOutcome> HandleAsync(
        NoteExpired task,
        Delivery delivery,
        CancellationToken ct
    ) =>
        await telegram.DeleteMessageAsync(new TelegramChat(task.ChatId), task.MessageId, ct)
            is TelegramOutcome.TooFast(var pause)
            ? new TaskOutcome.Retry(pause, "telegram wants a pause")
            : TaskOutcome.Completed;
}
