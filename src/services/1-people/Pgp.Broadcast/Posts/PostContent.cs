using System.Globalization;
using Pgp.Adapters.Telegram;
using Pgp.Texts;

namespace Pgp.Broadcast.Posts;

/// <summary>Text and buttons of a standing post (spec 30, 1.11).</summary>
internal sealed record PostContent(
    TelegramChat Chat,
    string Html,
    IReadOnlyList<IReadOnlyList<TelegramButton>> Buttons
)
{
    /// <summary>The channel is no longer sold: the old post goes, and no new one comes.</summary>
    public bool IsLast { get; init; }

    private static readonly string[] Medals = ["🥇", "🥈", "🥉"];

    /// <summary>The tiers, each a link that opens the bot at that tier.</summary>
    /// <returns>Null without tiers: there is nothing to post.</returns>
    public static PostContent? Tiers(Offer offer, IReadOnlyList<OfferedTier> tiers, string bot)
    {
        if (tiers.Count == 0)
        {
            return null;
        }

        var speech = Speech.In(offer.Language);
        var welcome = speech.Html(
            "posts_welcome",
            ("title", Bold(offer.OpenTitle, offer.OpenDescription))
        );
        var choose = speech.Html(
            "posts_choose",
            ("title", Bold(offer.ClosedTitle, offer.ClosedDescription))
        );
        return new PostContent(
            new TelegramChat(offer.OpenId),
            Markup.Paragraphs(welcome, choose).Html,
            [.. tiers.Select(tier => (TelegramButton[])[TierButton(speech, offer, tier, bot)])]
        )
        {
            IsLast = offer.IsOver,
        };
    }

    /// <summary>The invitation to donate; its button asks the bot in a private chat.</summary>
    public static PostContent Donation(Offer offer)
    {
        var speech = Speech.In(offer.Language);
        var text = offer.DonationText is { } own
            ? Markup.Of(own)
            : speech.Html("posts_donate_text");
        var data = string.Create(CultureInfo.InvariantCulture, $"donate_start_{offer.OpenId}");
        return new PostContent(
            new TelegramChat(offer.ClosedId),
            $"{speech.Html("posts_donate_title")}\n<b>{text}</b>",
            [
                [new TelegramButton.Callback(speech.Plain("posts_donate_button"), data)],
            ]
        )
        {
            IsLast = offer.IsOver,
        };
    }

    private static TelegramButton.Link TierButton(
        Speech speech,
        Offer offer,
        OfferedTier tier,
        string bot
    ) =>
        new(
            speech.Plain(
                "posts_tier",
                ("medal", Medals[(tier.No - 1) % Medals.Length]),
                ("price", speech.Dollars(tier.Price)),
                ("days", speech.Days(tier.Days))
            ),
            new Uri($"https://t.me/{bot}?start=s_{offer.LinkCode}_{tier.No}")
        );

    private static Markup Bold(string title, string? description) =>
        new($"<b>{Speech.Escape(description is null ? title : $"{title}: {description}")}</b>");
}
