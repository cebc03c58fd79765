using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>A message with its buttons, one per row.</summary>
/// <param name="Html">Variables are escaped already.</param>
internal sealed record Reply(string Html, params IReadOnlyList<TelegramButton> Buttons);

/// <summary>Says things to people. Someone who cannot be written to is no error of ours.</summary>
internal sealed class Speaker(TelegramGateway telegram, ILogger<Speaker> log)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    /// <returns><see cref="UpdateAnswer.Again"/> when saying it later may work.</returns>
    public async Task<UpdateAnswer> SayAsync(TelegramUserId user, Reply reply, CancellationToken ct)
    {
        switch (await SendAsync(user, reply, ct))
        {
            case TelegramOutcome.Sent:
                return UpdateAnswer.Taken;
            case TelegramOutcome.TooFast(var pause):
                log.MessageDelayed(pause);
                return new UpdateAnswer.Again(pause);
            case TelegramOutcome.Unknown(var reason):
                log.MessageUncertain(reason);
                return new UpdateAnswer.Again(PauseAfterSilence);
            case var refusal:
                log.MessageRefused(refusal);
                return UpdateAnswer.Taken;
        }
    }

    /// <summary>Says it, and leaves it to the caller what to make of the outcome.</summary>
    public Task<TelegramOutcome> SendAsync(TelegramUserId user, Reply reply, CancellationToken ct)
    {
        IReadOnlyList<TelegramButton>[] rows =
        [
            .. reply.Buttons.Select(button => new[] { button }),
        ];
        return telegram.SendMessageAsync(TelegramChat.Of(user), reply.Html, rows, ct);
    }
}
