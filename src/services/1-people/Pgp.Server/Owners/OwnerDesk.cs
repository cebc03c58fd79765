using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners;

/// <summary><c>/channels</c>: what an owner sells, and the way to each part of it.</summary>
internal sealed class OwnerDesk(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ServerOptions options
)
{
    public async Task<UpdateAnswer> ListAsync(Person person, CancellationToken ct)
    {
        var say = person.Say;
        var mine = await OwnerQueries.OfOwnerAsync(database, person.Id, ct);
        var draft = await DraftQueries.FindAsync(database, person.Id, ct);
        var connect = OwnerReplies.Button(
            say,
            draft is null ? "owner_bot.button.connect" : "owner_bot.button.go_on",
            new OwnerKey.Plain(OwnerWords.Connect)
        );
        return await speaker.AnswerAsync(
            person,
            new Reply(
                say.Html(mine.Count == 0 ? "owner_bot.none" : "owner_bot.list"),
                [
                    .. mine.Select(channel => new TelegramButton.Callback(
                        channel.ClosedTitle,
                        new OwnerKey.OfChannel(OwnerWords.Show, channel.LinkCode).ToString()
                    )),
                    connect,
                ]
            ),
            ct
        );
    }

    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                var tiers = await OwnerQueries.TiersAsync(database, channel.Id, ct);
                var held = await WalletQueries.HeldAsync(database, channel.Id, ct);
                return new Reply(
                    Markup.Paragraphs(
                        person.Say.Html(
                            "owner_bot.channel",
                            ("open", channel.OpenTitle),
                            ("closed", channel.ClosedTitle)
                        ),
                        OwnerReplies.Lines(
                            tiers.Select(tier => OwnerReplies.TierOf(person.Say, tier))
                        ),
                        OwnerReplies.PayoutOf(person.Say, channel.Payout),
                        OwnerReplies.WalletOf(person.Say, channel.Payout.Wallet),
                        held is null
                            ? default
                            : person.Say.Html(
                                "owner_bot.wallet.waits",
                                ("moment", Speech.Moment(held.HoldUntil))
                            )
                    ),
                    MenuOf(person.Say, channel)
                );
            },
            ct
        );

    /// <summary>Every link that sells, ready to be copied.</summary>
    public Task<UpdateAnswer> ShowLinksAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                var tiers = await OwnerQueries.TiersAsync(database, channel.Id, ct);
                var coupons = await CouponEdits.ActiveAsync(database, channel, ct);
                var say = person.Say;
                return OwnerReplies.Note(
                    say,
                    channel,
                    Markup.Paragraphs(
                        say.Html("owner_bot.links"),
                        Link(say.Html("owner_bot.links.all"), $"t_{code}"),
                        Markup.Paragraphs([
                            .. tiers.Select(tier =>
                                Link(
                                    OwnerReplies.TierOf(say, tier),
                                    FormattableString.Invariant($"s_{code}_{tier.No}")
                                )
                            ),
                        ]),
                        Link(say.Html("owner_bot.links.gift"), $"t_{code}"),
                        Link(say.Html("owner_bot.links.donation"), $"d_{code}"),
                        Markup.Paragraphs([
                            .. coupons.Select(coupon =>
                                Link(
                                    say.Html("owner_bot.links.coupon", ("code", coupon.Terms.Code)),
                                    $"c_{code}_{coupon.Terms.Code}"
                                )
                            ),
                        ])
                    )
                );
            },
            ct
        );

    /// <summary>Makes the posts anew; broadcast keeps the pause between two times.</summary>
    public Task<UpdateAnswer> PostAsync(
        long updateId,
        Person person,
        string code,
        CancellationToken ct
    ) =>
        door.ChangeAsync(
            person,
            code,
            async (unit, channel) =>
            {
                var cause = FormattableString.Invariant($"owner:{updateId}");
                await unit.EnqueueAsync(new PostsWanted(channel.Id, cause), ct);
                return OwnerReplies.Note(
                    person.Say,
                    channel,
                    person.Say.Html("owner_bot.post.wanted")
                );
            },
            ct
        );

    private Markup Link(Markup what, string payload) =>
        new($"{what}\n<code>{Speech.Escape(options.StartLink(payload).AbsoluteUri)}</code>");

    private static IReadOnlyList<IReadOnlyList<TelegramButton>> MenuOf(
        Speech say,
        OwnedChannel channel
    ) =>
        [
            [
                OwnerReplies.Button(say, "owner_bot.button.tiers", OwnerWords.Tiers, channel),
                OwnerReplies.Button(say, "owner_bot.button.fields", OwnerWords.Fields, channel),
            ],
            [
                OwnerReplies.Button(say, "owner_bot.button.coupons", OwnerWords.Coupons, channel),
                OwnerReplies.Button(say, "owner_bot.button.links", OwnerWords.Links, channel),
            ],
            [
                OwnerReplies.Button(say, "owner_bot.button.mutes", OwnerWords.Mutes, channel),
                OwnerReplies.Button(say, "owner_bot.button.wallet", OwnerWords.Wallet, channel),
            ],
            [
                OwnerReplies.Button(say, "owner_bot.button.post", OwnerWords.Post, channel),
                OwnerReplies.Button(say, "owner_bot.button.announce", OwnerWords.Announce, channel),
            ],
            [
                OwnerReplies.Button(
                    say,
                    "owner_bot.button.list",
                    new OwnerKey.Plain(OwnerWords.List)
                ),
            ],
        ];
}
