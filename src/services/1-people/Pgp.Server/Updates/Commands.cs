using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Server.Members;
using Pgp.Server.Owners;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Owners.Linking;
using Pgp.Server.Owners.Standing;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Support;
using Pgp.Server.Talking;
using Pgp.Texts;

namespace Pgp.Server.Updates;

/// <summary>What a person can ask for by a word that begins with a slash.</summary>
internal sealed class Commands(
    Database database,
    Speaker speaker,
    People people,
    Storefront storefront,
    SpecialOffers offers,
    MemberDesk members,
    PaySupport support,
    OwnerDesk owners,
    StandingDesk standing,
    LinkFlow linking
)
{
    /// <summary>As shown in Telegram's menu, in this order.</summary>
    public static IReadOnlyList<string> Menu { get; } =
    ["subscriptions", "access", "donate", "language", "paysupport", "channels", "status", "help"];

    /// <param name="words">The command first, with its slash.</param>
    public Task<UpdateAnswer> RunAsync(
        long updateId,
        Person person,
        IReadOnlyList<string> words,
        CancellationToken ct
    ) =>
        NameOf(words[0]) switch
        {
            "start" => StartAsync(updateId, person, StartPayload.OfWords(words), ct),
            "help" => SayAsync(person, "bot.help", ct),
            "subscriptions" => members.ShowAsync(person, ct),
            "access" => members.GiveAccessAsync(updateId, person, ct),
            "cancel" => CancelAsync(person, ct),
            "language" => AskLanguageAsync(person, ct),
            "paysupport" => support.ShowAsync(person, ct),
            "donate" => AskDonationAsync(person, ct),
            "channels" => owners.ListAsync(person, ct),
            "status" => standing.ShowAsync(person, ct),
            "privacy" => SayAsync(person, "bot.privacy", ct),
            "terms" => SayAsync(person, "bot.terms", ct),
            _ => SayAsync(person, "bot.command_unknown", ct),
        };

    public async Task<UpdateAnswer> SpeakAsync(
        Person person,
        Language language,
        CancellationToken ct
    )
    {
        await people.ChooseAsync(person.Id, language, ct);
        var say = Speech.In(language);
        return await speaker.AnswerAsync(person, new Reply(say.Html("bot.language.chosen")), ct);
    }

    private Task<UpdateAnswer> StartAsync(
        long updateId,
        Person person,
        StartPayload payload,
        CancellationToken ct
    ) =>
        payload switch
        {
            StartPayload.None => speaker.AnswerAsync(person, ShopReplies.Welcome(person.Say), ct),
            StartPayload.Tier(var code, var no) => storefront.SellTierAsync(
                updateId,
                person,
                new ButtonData.Tier(code, no),
                ct
            ),
            StartPayload.Tiers(var code) => storefront.ShowTiersAsync(person, code, ct),
            StartPayload.OldTier old => storefront.SellOldTierAsync(updateId, person, old, ct),
            StartPayload.Coupon(var code, var coupon) => offers.ShowWithCouponAsync(
                person,
                code,
                coupon,
                ct
            ),
            StartPayload.Gift(var code) => offers.RedeemGiftAsync(person, code, ct),
            StartPayload.LinkAccount(var secret) => linking.AskAsync(person, secret, ct),
            StartPayload.Resume(var order) => storefront.ResumeAsync(person, order, ct),
            StartPayload.Donation(var code) => storefront.AskDonationAsync(person, code, ct),
            StartPayload.OldDonation(var channel) => storefront.AskDonationAsync(
                person,
                channel,
                ct
            ),
            _ => speaker.AnswerAsync(person, ShopReplies.LinkUnknown(person.Say), ct),
        };

    private async Task<UpdateAnswer> CancelAsync(Person person, CancellationToken ct)
    {
        var wasAsked = await ConversationQueries.EndAsync(database, person.Id, ct);
        var hadDraft = await DraftQueries.DropAsync(database, person.Id, ct);
        return await SayAsync(
            person,
            wasAsked || hadDraft ? "bot.cancelled" : "bot.nothing_to_cancel",
            ct
        );
    }

    private Task<UpdateAnswer> AskLanguageAsync(Person person, CancellationToken ct) =>
        speaker.AnswerAsync(
            person,
            new Reply(
                person.Say.Html("bot.language.ask"),
                [
                    .. Language.All.Select(language => new TelegramButton.Callback(
                        language.Name,
                        new ButtonData.Speak(language).ToString()
                    )),
                ]
            ),
            ct
        );

    private async Task<UpdateAnswer> AskDonationAsync(Person person, CancellationToken ct)
    {
        var mine = await MembershipQueries.OfUserAsync(database, person.Id, ct);
        return mine.Count == 0
            ? await SayAsync(person, "bot.donate.where", ct)
            : await speaker.AnswerAsync(
                person,
                new Reply(
                    person.Say.Html("bot.donate.choose"),
                    [
                        .. mine.Select(one => new TelegramButton.Callback(
                            one.Title,
                            new ButtonData.Donate(one.LinkCode).ToString()
                        )),
                    ]
                ),
                ct
            );
    }

    private Task<UpdateAnswer> SayAsync(Person person, string text, CancellationToken ct) =>
        speaker.AnswerAsync(person, new Reply(person.Say.Html(text)), ct);

    // In groups a command may name the bot: /help@bot.
    private static string NameOf(string word) => word.Split('@')[0][1..].ToLowerInvariant();
}
