using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Donating;

/// <summary>
/// Typing an amount on inline buttons, in the closed channel or in the person's own chat. Channels
/// take no replies, hence the keys. The post with the donate button is never changed.
/// </summary>
internal sealed class KeypadFlow(
    Database database,
    TelegramGateway telegram,
    Speaker speaker,
    KeypadConfirmation confirmation,
    ILogger<KeypadFlow> log
)
{
    /// <param name="chat">Where the button was pressed.</param>
    public async Task<UpdateAnswer> OpenAsync(
        long updateId,
        Person donor,
        OpenChannelId wanted,
        long chat,
        Spinner spinner,
        CancellationToken ct
    )
    {
        var channel = await ChannelQueries.ByOpenChannelAsync(database, wanted, ct);
        // Only where the channel's own post stands, or in private: no keypads in other people's
        // chats.
        if (channel is null || (chat != channel.Closed.Value && chat != donor.Id.Value))
        {
            await spinner.AlertAsync(donor.Say.Plain("bot.note.outdated"), ct);
            return UpdateAnswer.Taken;
        }

        await spinner.StopAsync(null, ct);
        var (keypad, replaced) = await KeepAsync(updateId, donor, wanted, chat, ct);
        foreach (var old in replaced)
        {
            await TakeAwayAsync(old, ct);
        }

        if (keypad.MessageId is not null)
        {
            // The update came again after all was done.
            return UpdateAnswer.Taken;
        }

        var reply = DonationReplies.Keypad(donor.Say, channel.Title, keypad.Amount);
        switch (await telegram.SendMessageAsync(new TelegramChat(chat), reply.Html, reply.Rows, ct))
        {
            case TelegramOutcome.Sent(var messageId):
                await KeypadQueries.PlaceAsync(database, keypad, messageId, ct);
                return UpdateAnswer.Taken;
            case TelegramOutcome.TooFast(var pause):
                return new UpdateAnswer.Again(pause);
            case var refusal:
                log.MessageRefused(refusal);
                return UpdateAnswer.Taken;
        }
    }

    /// <param name="messageId">The keypad on which the key was pressed.</param>
    public async Task<UpdateAnswer> PressAsync(
        long updateId,
        Person presser,
        KeypadKey key,
        long chat,
        int messageId,
        Spinner spinner,
        CancellationToken ct
    )
    {
        var keypad = await KeypadQueries.AtAsync(database, chat, messageId, ct);
        if (keypad is not null && keypad.User != presser.Id)
        {
            await spinner.AlertAsync(presser.Say.Plain("bot.keypad.not_yours"), ct);
            return UpdateAnswer.Taken;
        }

        // The press that confirmed may come again, to go on behind its last step.
        if (keypad is null or { State: Keypad.Closed })
        {
            await spinner.AlertAsync(presser.Say.Plain("bot.keypad.over"), ct);
            await telegram.DeleteMessageAsync(new TelegramChat(chat), messageId, ct);
            return UpdateAnswer.Taken;
        }

        if (key == KeypadKey.Confirm)
        {
            return await confirmation.ConfirmAsync(updateId, presser, keypad, spinner, ct);
        }

        return key == KeypadKey.Cancel
            ? await CancelAsync(presser, keypad, spinner, ct)
            : await TypeAsync(presser, keypad, key, spinner, ct);
    }

    private async Task<(Keypad Keypad, IReadOnlyList<Keypad> Replaced)> KeepAsync(
        long updateId,
        Person donor,
        OpenChannelId channel,
        long chat,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var keypad = await KeypadQueries.OpenAsync(unit, updateId, donor.Id, channel, chat, ct);
        var replaced = await KeypadQueries.CloseOthersAsync(unit, keypad, ct);
        await unit.EnqueueAsync(
            new KeypadTimedOut(keypad.Id, unit.Now),
            unit.Now + Keypad.Life,
            ct
        );
        await unit.CommitAsync(ct);
        return (keypad, replaced);
    }

    private async Task<UpdateAnswer> TypeAsync(
        Person donor,
        Keypad keypad,
        KeypadKey key,
        Spinner spinner,
        CancellationToken ct
    )
    {
        KeyEffect effect =
            key is KeypadKey.Digit(var digit) ? keypad.Amount.Type(digit)
            : key == KeypadKey.Backspace ? new KeyEffect.Shows(keypad.Amount.Backspace())
            : key == KeypadKey.Clear ? new KeyEffect.Shows(KeypadAmount.Empty)
            : new KeyEffect.Shows(keypad.Amount);
        if (effect is KeyEffect.Refused(var why))
        {
            await spinner.AlertAsync(donor.Say.Plain(why), ct);
            return UpdateAnswer.Taken;
        }

        await spinner.StopAsync(null, ct);
        var next = ((KeyEffect.Shows)effect).Amount;
        // A key that changes nothing changes no message: Telegram would refuse that.
        if (
            next != keypad.Amount
            && await KeypadQueries.TypeAsync(database, keypad, next, ct)
            && await ChannelQueries.ByOpenChannelAsync(database, keypad.Channel, ct) is { } channel
        )
        {
            var reply = DonationReplies.Keypad(donor.Say, channel.Title, next);
            await speaker.ChangeAsync(
                new TelegramChat(keypad.ChatId),
                keypad.MessageId!.Value,
                reply,
                ct
            );
        }

        return UpdateAnswer.Taken;
    }

    private async Task<UpdateAnswer> CancelAsync(
        Person donor,
        Keypad keypad,
        Spinner spinner,
        CancellationToken ct
    )
    {
        await spinner.StopAsync(null, ct);
        if (await KeypadQueries.CloseAsync(database, keypad, ct))
        {
            await TakeAwayAsync(keypad, ct);
            await confirmation.SayForAWhileAsync(
                keypad,
                DonationReplies.Cancelled(donor.Say),
                ShortNote,
                ct
            );
        }

        return UpdateAnswer.Taken;
    }

    private static readonly TimeSpan ShortNote = TimeSpan.FromSeconds(15);

    private async Task TakeAwayAsync(Keypad keypad, CancellationToken ct)
    {
        if (keypad.MessageId is { } messageId)
        {
            await telegram.DeleteMessageAsync(new TelegramChat(keypad.ChatId), messageId, ct);
        }
    }
}
