using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Contracts.Ids;
using Pgp.Server.Updates;

namespace Pgp.Server.Speaking;

/// <summary>Says things to people. Someone who cannot be written to is no error of ours.</summary>
internal sealed class Speaker(TelegramGateway telegram, People people, ILogger<Speaker> log)
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    /// <returns><see cref="UpdateAnswer.Again"/> when saying it later may work.</returns>
    public async Task<UpdateAnswer> SayAsync(
        TelegramUserId user,
        Reply reply,
        CancellationToken ct
    ) => AnswerTo(await SendAsync(user, reply, ct));

    /// <summary>As above, and tells which message it became.</summary>
    public async Task<(UpdateAnswer Answer, int? MessageId)> PostAsync(
        TelegramUserId user,
        Reply reply,
        CancellationToken ct
    )
    {
        var outcome = await SendAsync(user, reply, ct);
        return (AnswerTo(outcome), (outcome as TelegramOutcome.Sent)?.MessageId);
    }

    /// <summary>
    /// Says something that nothing depends on: lost, the person asks again.
    /// </summary>
    public async Task<UpdateAnswer> AnswerAsync(Person person, Reply reply, CancellationToken ct)
    {
        await SayAsync(person.Id, reply, ct);
        return UpdateAnswer.Taken;
    }

    /// <summary>Says it, and leaves it to the caller what to make of the outcome.</summary>
    public async Task<TelegramOutcome> SendAsync(
        TelegramUserId user,
        Reply reply,
        CancellationToken ct
    )
    {
        var outcome = await telegram.SendMessageAsync(
            TelegramChat.Of(user),
            reply.Html,
            reply.Rows,
            ct
        );
        if (outcome is TelegramOutcome.Blocked or TelegramOutcome.ChatNotFound)
        {
            await people.MissAsync(user, ct);
        }

        return outcome;
    }

    /// <summary>Puts other words in the place of a message of ours.</summary>
    public Task<TelegramOutcome> ChangeAsync(
        TelegramChat chat,
        int messageId,
        Reply reply,
        CancellationToken ct
    ) => telegram.EditMessageAsync(chat, messageId, reply.Html, reply.Rows, ct);

    private UpdateAnswer AnswerTo(TelegramOutcome outcome)
    {
        switch (outcome)
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
}
