using Pgp.Adapters.Telegram;
using Pgp.Server.Donating;
using Pgp.Server.Members;
using Pgp.Server.Owners;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Telegram.Bot.Types;

namespace Pgp.Server.Updates;

/// <summary>What a person presses. The sign of waiting ends before anything slow begins.</summary>
internal sealed class ButtonFlow(
    TelegramGateway telegram,
    Commands commands,
    Storefront storefront,
    SpecialOffers offers,
    MemberDesk members,
    KeypadFlow keypads,
    DonorWords donors,
    OwnerButtons owners
)
{
    public async Task<UpdateAnswer> HandleAsync(
        long updateId,
        Person person,
        CallbackQuery query,
        CancellationToken ct
    )
    {
        await using var spinner = new Spinner(telegram, query.Id);
        if (KeypadKey.Of(query.Data) is { } key && query.Message is { } pressed)
        {
            return await PressAsync(updateId, person, key, pressed, spinner, ct);
        }

        // All others stand in private chats, and such a chat has the person's id.
        if (query.Message is { } message && message.Chat.Id != person.Id.Value)
        {
            await spinner.AlertAsync(person.Say.Plain("bot.note.not_yours"), ct);
            return UpdateAnswer.Taken;
        }

        if (OwnerKey.Of(query.Data) is { } owned)
        {
            await spinner.StopAsync(null, ct);
            return await owners.PressAsync(updateId, person, owned, ct);
        }

        if (ButtonData.Of(query.Data) is not { } wanted)
        {
            await spinner.AlertAsync(person.Say.Plain("bot.note.outdated"), ct);
            return UpdateAnswer.Taken;
        }

        await spinner.StopAsync(null, ct);
        return await DoAsync(updateId, person, wanted, ct);
    }

    private Task<UpdateAnswer> PressAsync(
        long updateId,
        Person person,
        KeypadKey key,
        Message message,
        Spinner spinner,
        CancellationToken ct
    ) =>
        key is KeypadKey.Start(var channel)
            ? keypads.OpenAsync(updateId, person, channel, message.Chat.Id, spinner, ct)
            : keypads.PressAsync(updateId, person, key, message.Chat.Id, message.Id, spinner, ct);

    private Task<UpdateAnswer> DoAsync(
        long updateId,
        Person person,
        ButtonData wanted,
        CancellationToken ct
    ) =>
        wanted switch
        {
            ButtonData.Tier tier => storefront.SellTierAsync(updateId, person, tier, ct),
            ButtonData.CouponTier tier => offers.SellWithCouponAsync(updateId, person, tier, ct),
            ButtonData.GiftTier tier => offers.SellGiftAsync(updateId, person, tier, ct),
            ButtonData.Gifts(var code) => offers.ShowGiftsAsync(person, code, ct),
            ButtonData.Trial(var code) => offers.StartTrialAsync(person, code, ct),
            ButtonData.Renew(var code) => storefront.ShowTiersAsync(person, code, ct),
            ButtonData.Donation amount => storefront.TakeDonationAsync(
                updateId,
                person,
                amount,
                ct
            ),
            ButtonData.Donate(var code) => storefront.AskDonationAsync(person, code, ct),
            ButtonData.DonorMessage(var order) => donors.AskAsync(person, order, ct),
            ButtonData.DonorName(var order) => donors.ToggleNameAsync(updateId, person, order, ct),
            // A repeated press finds the same order, so nothing of this update needs to be kept.
            ButtonData.Retry(var order) => storefront.ResumeAsync(person, order, ct),
            ButtonData.Reissue(var id) => members.ReissueAsync(updateId, person, id, ct),
            ButtonData.LetEnd(var id) => members.LetEndAsync(person, id, ct),
            ButtonData.Speak(var language) => commands.SpeakAsync(person, language, ct),
            _ => throw new InvalidOperationException($"unknown button: {wanted}"),
        };
}
