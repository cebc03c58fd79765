using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners.Standing;

/// <summary><c>/status</c>: how each of an owner's channels is doing; one message each.</summary>
internal sealed class StandingDesk(Database database, Speaker speaker)
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(30);
    private static readonly string[] States = ["trial", "active", "grace", "expired", "refunded"];

    public async Task<UpdateAnswer> ShowAsync(Person person, CancellationToken ct)
    {
        var mine = await OwnerQueries.OfOwnerAsync(database, person.Id, ct);
        if (mine.Count == 0)
        {
            return await speaker.AnswerAsync(
                person,
                new Reply(
                    person.Say.Html("owner_bot.none"),
                    OwnerReplies.Button(
                        person.Say,
                        "owner_bot.button.connect",
                        new OwnerKey.Plain(OwnerWords.Connect)
                    )
                ),
                ct
            );
        }

        var money = await MoneyAsync(person.Id, ct);
        foreach (var channel in mine)
        {
            var standing = await StandingAsync(person.Say, channel, money, ct);
            await speaker.AnswerAsync(person, standing, ct);
        }

        return UpdateAnswer.Taken;
    }

    private async Task<Money> MoneyAsync(TelegramUserId owner, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        return new Money(
            await CollectedQueries.OfOwnerAsync(unit, owner, ct),
            await CollectedQueries.LastPayoutsAsync(unit, owner, ct)
        );
    }

    private async Task<Reply> StandingAsync(
        Speech say,
        OwnedChannel channel,
        Money money,
        CancellationToken ct
    )
    {
        var since = database.Clock.GetUtcNow() - Span;
        var members = await StandingQueries.MembersAsync(database, channel.Id, ct);
        var sales = await StandingQueries.SalesAsync(database, channel.Id, since, ct);
        var collected = money.Collected.Single(one => one.ChannelId == channel.Id);
        var payout = money.Payouts.SingleOrDefault(one => one.ChannelId == channel.Id);
        var health = await StandingQueries.HealthAsync(database, channel, ct);
        return OwnerReplies.Note(
            say,
            channel,
            Markup.Paragraphs(
                say.Html("owner_bot.status", ("title", channel.ClosedTitle)),
                MembersOf(say, members),
                SalesOf(say, sales),
                CollectedOf(say, channel.Payout, collected),
                PayoutOf(say, payout),
                HealthOf(say, health)
            )
        );
    }

    private static Markup MembersOf(Speech say, IReadOnlyDictionary<string, long> members) =>
        OwnerReplies.Lines([
            say.Html("owner_bot.status.members"),
            .. States
                .Where(state => state == "active" || members.ContainsKey(state))
                .Select(state =>
                    say.Html(
                        $"owner_bot.status.{state}",
                        ("count", members.GetValueOrDefault(state))
                    )
                ),
        ]);

    private static Markup SalesOf(Speech say, IReadOnlyList<Sales> sales) =>
        sales.Count == 0
            ? say.Html("owner_bot.status.no_sales")
            : OwnerReplies.Lines([
                say.Html("owner_bot.status.sales"),
                .. sales.Select(one =>
                    say.Html(
                        $"owner_bot.status.sold_{one.Kind}",
                        ("count", one.Count),
                        ("sum", say.Dollars(one.Sum))
                    )
                ),
            ]);

    private static Markup CollectedOf(Speech say, PayoutTarget payout, Collected collected) =>
        payout.Threshold is { } threshold
            ? say.Html(
                "owner_bot.status.collected",
                ("payable", new CoinAmount(Coin.Usdt, collected.Payable).ToDecimalText()),
                ("waiting", say.Dollars(collected.Waiting)),
                ("threshold", say.Dollars(threshold))
            )
            : say.Html("owner_bot.payout.at_once");

    private static Markup PayoutOf(Speech say, LastPayout? payout) =>
        payout is null
            ? say.Html("owner_bot.status.no_payout")
            : say.Html(
                "owner_bot.status.payout",
                ("amount", payout.Amount),
                ("moment", Speech.Moment(payout.At)),
                ("hash", payout.Hash ?? "")
            );

    private static Markup HealthOf(Speech say, IReadOnlyList<ChatHealth> health) =>
        OwnerReplies.Lines([
            say.Html(
                "owner_bot.status.open",
                ("health", HealthOf(say, health[0], isClosed: false))
            ),
            say.Html(
                "owner_bot.status.closed",
                ("health", HealthOf(say, health[1], isClosed: true))
            ),
        ]);

    private static Markup HealthOf(Speech say, ChatHealth one, bool isClosed)
    {
        // A pair that an operator connected may be older than the bot's memory of it.
        var lacks = one.IsKnown && !(one.MayPost && (!isClosed || (one.MayInvite && one.MayBan)));
        var rights = lacks ? "owner_bot.status.rights_missing" : "owner_bot.status.rights_fine";
        var posts = (one.PostState, one.PostedAt) switch
        {
            ("disabled", _) => say.Html("owner_bot.status.post_off"),
            ("retired", _) => say.Html("owner_bot.status.not_sold"),
            (_, { } at) => say.Html("owner_bot.status.posted", ("moment", Speech.Moment(at))),
            _ => say.Html("owner_bot.status.no_post"),
        };
        return new Markup($"{say.Html(rights)}, {posts}");
    }

    /// <summary>Of all channels of one owner.</summary>
    private sealed record Money(
        IReadOnlyList<Collected> Collected,
        IReadOnlyList<LastPayout> Payouts
    );
}
