using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Tasks;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Donating;

/// <summary>
/// From a typed amount to a payment page. The page is always shown in the person's own chat; a
/// keypad in a channel leads there.
/// </summary>
internal sealed class KeypadConfirmation(
    Database database,
    TelegramGateway telegram,
    Checkout checkout,
    ServerOptions options
)
{
    private static readonly TimeSpan LongNote = TimeSpan.FromSeconds(60);

    public async Task<UpdateAnswer> ConfirmAsync(
        long updateId,
        Person donor,
        Keypad keypad,
        Spinner spinner,
        CancellationToken ct
    )
    {
        var amount = keypad.Amount.Value;
        if (await ObjectionAsync(donor, amount, ct) is { } objection)
        {
            await spinner.AlertAsync(objection, ct);
            return UpdateAnswer.Taken;
        }

        await spinner.StopAsync(null, ct);
        if (
            !await KeypadQueries.ConfirmAsync(database, keypad, updateId, ct)
            || await ChannelQueries.ByOpenChannelAsync(database, keypad.Channel, ct)
                is not { } channel
        )
        {
            return UpdateAnswer.Taken;
        }

        await telegram.DeleteMessageAsync(
            new TelegramChat(keypad.ChatId),
            keypad.MessageId!.Value,
            ct
        );
        var answer = await checkout.BuyAsync(updateId, donor, Offer.Donation(channel, amount), ct);
        return keypad.IsPrivate ? answer : await LeadAsync(updateId, donor, keypad, answer, ct);
    }

    /// <summary>A note that takes itself away.</summary>
    public async Task SayForAWhileAsync(
        Keypad keypad,
        Reply reply,
        TimeSpan life,
        CancellationToken ct
    )
    {
        var chat = new TelegramChat(keypad.ChatId);
        var outcome = await telegram.SendMessageAsync(chat, reply.Html, reply.Rows, ct);
        if (outcome is TelegramOutcome.Sent(var messageId))
        {
            await using var unit = await database.BeginAsync(ct);
            await unit.EnqueueAsync(new NoteExpired(keypad.ChatId, messageId), unit.Now + life, ct);
            await unit.CommitAsync(ct);
        }
    }

    // Whoever never started the bot gets no message from it, but a link that goes on there.
    private async Task<UpdateAnswer> LeadAsync(
        long updateId,
        Person donor,
        Keypad keypad,
        UpdateAnswer answer,
        CancellationToken ct
    )
    {
        Order? order;
        await using (var unit = await database.BeginAsync(ct))
        {
            order = await OrderQueries.ByUpdateAsync(unit, updateId, ct);
        }

        if (order is null)
        {
            // Refused; the reason was said in private.
            return answer;
        }

        var known = await PeopleQueries.FindAsync(database, donor.Id, ct);
        var note = known is { IsReachable: false }
            ? DonationReplies.OpenYourChat(
                donor.Say,
                order,
                options.StartLink($"o_{order.Id.Value:n}")
            )
            : DonationReplies.SeeYourChat(donor.Say, order);
        await SayForAWhileAsync(keypad, note, LongNote, ct);
        return answer;
    }

    private async Task<string?> ObjectionAsync(
        Person donor,
        Amount<Usd> amount,
        CancellationToken ct
    )
    {
        if (amount < Donations.Smallest)
        {
            return donor.Say.Plain(
                "bot.keypad.below",
                ("minimum", donor.Say.Dollars(Donations.Smallest))
            );
        }

        // What the platform takes at once may be less than what a keypad can show.
        var limits = await LimitQueries.InForceAsync(database, LimitScope.Invoice, ct);
        var most =
            LimitVerdict.MostAtOnce(limits) is { } limit && limit < Donations.Largest
                ? limit
                : Donations.Largest;
        return amount > most
            ? donor.Say.Plain("bot.keypad.above", ("maximum", donor.Say.Dollars(most)))
            : null;
    }
}
