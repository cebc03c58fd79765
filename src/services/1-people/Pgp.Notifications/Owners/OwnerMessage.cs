using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Texts;

namespace Pgp.Notifications.Owners;

/// <summary>
/// What owners read, in their language. The reference lets support find the matter.
/// </summary>
internal sealed class OwnerMessage(Speech speech)
{
    private static readonly HashSet<string> PostCauses =
    [
        "rights",
        "gone",
        "no_tiers",
        "refused",
        "silent",
    ];

    /// <summary>Telegram's HTML.</summary>
    /// <param name="news">What happened.</param>
    /// <param name="facts">What the books say about it.</param>
    /// <param name="channelTitle">Foreign text.</param>
    public static string Html(
        OwnerEventPublished news,
        OwnerFacts facts,
        string channelTitle,
        Language language
    )
    {
        var message = new OwnerMessage(Speech.In(language));
        IEnumerable<Markup> lines =
        [
            new($"<b>{message.Title(news.Event, facts)}</b>"),
            .. message.Channel(news.Event, channelTitle),
            .. message.Body(news, facts),
            message.Line("owner_reference", ("reference", Code(news.Subject))),
        ];
        return string.Join('\n', lines);
    }

    private Markup Title(OwnerEvent kind, OwnerFacts facts) =>
        Line(
            (kind, facts) switch
            {
                (OwnerEvent.SubscriptionPaid, OwnerFacts.Sale { Change: null }) =>
                    "owner_gift_title",
                (OwnerEvent.SubscriptionPaid, OwnerFacts.Sale { Change: "renewed" }) =>
                    "owner_renewed_title",
                (OwnerEvent.SubscriptionPaid, OwnerFacts.Sale { Change: "returned" }) =>
                    "owner_returned_title",
                (OwnerEvent.SubscriptionPaid, _) => "owner_sold_title",
                (OwnerEvent.DonationPaid, _) => "owner_donation_title",
                (OwnerEvent.PayoutCompleted, _) => "owner_payout_title",
                (OwnerEvent.PayoutInReview, _) => "owner_review_title",
                (OwnerEvent.ThresholdReached, _) => "owner_threshold_title",
                (OwnerEvent.SubscriptionExpired, _) => "owner_expired_title",
                (OwnerEvent.BotRightsLost, _) => "owner_rights_title",
                (OwnerEvent.RemovalFailed, _) => "owner_removal_title",
                (OwnerEvent.InviteLeaked, _) => "owner_leak_title",
                (OwnerEvent.MembersDiffer, _) => "owner_members_title",
                (OwnerEvent.PostsDisabled, _) => "owner_posts_title",
                (OwnerEvent.WebhookStopped, _) => "owner_webhook_title",
                (OwnerEvent.Test, _) => "owner_test_title",
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown event"),
            }
        );

    // A server is the owner's, not a channel's.
    private IEnumerable<Markup> Channel(OwnerEvent kind, string title) =>
        kind == OwnerEvent.WebhookStopped ? [] : [Line("owner_channel", ("channel", title))];

    private IEnumerable<Markup> Body(OwnerEventPublished news, OwnerFacts facts) =>
        facts switch
        {
            OwnerFacts.Sale sale => Sale(sale),
            OwnerFacts.Donation donation => Donation(donation),
            OwnerFacts.Payout payout => Payout(news.Event, payout),
            OwnerFacts.Batch batch =>
            [
                Line(
                    "owner_threshold",
                    ("amount", Coins(batch.Amount)),
                    ("threshold", speech.Dollars(batch.Threshold))
                ),
            ],
            OwnerFacts.Member member => Member(news.Event, member),
            OwnerFacts.Post post => Post(post),
            _ when news.Event == OwnerEvent.MembersDiffer => Members(news.Text),
            _ when news.Event == OwnerEvent.WebhookStopped => Webhook(news.Text),
            _ => [.. Advice(news.Event), .. Detail(news.Text)],
        };

    private IEnumerable<Markup> Sale(OwnerFacts.Sale sale) =>
        [
            Line(
                "owner_sold",
                ("tier", sale.Tier),
                ("days", speech.Days(sale.Days)),
                ("price", speech.Dollars(sale.Price))
            ),
            Line("owner_net", ("net", Coins(sale.Net))),
            Line("owner_buyer", ("user", Code(sale.Buyer.ToString()))),
        ];

    private IEnumerable<Markup> Donation(OwnerFacts.Donation donation)
    {
        yield return Line("owner_donation", ("price", speech.Dollars(donation.Price)));
        yield return Line("owner_net", ("net", Coins(donation.Net)));
        yield return donation.Donor is { } donor
            ? Line("owner_donor", ("user", Code(donor.ToString())))
            : Line("owner_donor_hidden");
        if (donation.Message is { } words)
        {
            yield return Line("owner_donor_message", ("message", words));
        }
    }

    private IEnumerable<Markup> Payout(OwnerEvent kind, OwnerFacts.Payout payout)
    {
        var key = kind == OwnerEvent.PayoutCompleted ? "owner_payout" : "owner_review";
        yield return Line(key, ("amount", Coins(payout.Amount)));
        if (payout.Hash is { } hash)
        {
            yield return Line("owner_payout_hash", ("hash", Code(hash)));
        }
    }

    private IEnumerable<Markup> Member(OwnerEvent kind, OwnerFacts.Member member)
    {
        var user = Code(member.User.ToString());
        return kind == OwnerEvent.SubscriptionExpired
            ? [Line("owner_expired", ("user", user), ("until", Speech.Moment(member.PaidUntil)))]
            : [.. Advice(kind), Line("owner_member", ("user", user))];
    }

    private IEnumerable<Markup> Post(OwnerFacts.Post post) =>
        [
            Line($"owner_posts_{post.Place}"),
            .. PostCauses.Contains(post.Cause)
                ? [Line($"owner_posts_{post.Cause}")]
                : Detail(post.Cause),
            Line("owner_posts_again"),
        ];

    // Two numbers: who is missing, and who is too many.
    private IEnumerable<Markup> Members(string text) =>
        text.Split(';') is [var missing, var strangers]
            ?
            [
                Line("owner_members"),
                Line("owner_members_missing", ("count", missing)),
                Line("owner_members_strangers", ("count", strangers)),
            ]
            : [Line("owner_members"), .. Detail(text)];

    // The word says why.
    private IEnumerable<Markup> Webhook(string reason) =>
        [
            Line(reason == "gone" ? "owner_webhook_gone" : "owner_webhook_failing"),
            Line("owner_webhook_again"),
        ];

    private IEnumerable<Markup> Advice(OwnerEvent kind) =>
        kind switch
        {
            OwnerEvent.BotRightsLost => [Line("owner_rights")],
            OwnerEvent.RemovalFailed => [Line("owner_removal")],
            OwnerEvent.InviteLeaked => [Line("owner_leak")],
            OwnerEvent.Test => [Line("owner_test")],
            _ => [],
        };

    // Only where no facts can be read.
    private static IEnumerable<Markup> Detail(string text) =>
        text.Length == 0 ? [] : [Markup.Of(text)];

    private Markup Line(string key, params IReadOnlyList<(string Name, object Value)> values) =>
        speech.Html(key, values);

    private static Markup Code(string text) => new($"<code>{Speech.Escape(text)}</code>");

    private static string Coins(CoinAmount amount) =>
        $"{amount.ToDecimalText()} {amount.Coin.Ticker.ToUpperInvariant()}";
}
