using Microsoft.Extensions.Time.Testing;
using NpgsqlTypes;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator.Subscriptions;
using Pgp.Testing.Subscriptions;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

/// <summary>Plays many people's histories on the tables, in order of time.</summary>
internal sealed class YearOnTables(TestDatabase db, IReadOnlyList<History> histories)
{
    private readonly Dictionary<TimeSpan, ChannelId> channels = [];
    private readonly Queue<(DateTimeOffset At, int Who, object What)> things = new(
        histories
            .SelectMany((history, who) => Things(history).Select(one => (one.At, who, one.What)))
            .OrderBy(one => one.At)
    );

    private readonly Dictionary<Guid, string> news = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Channels, and every order and payment of the year, not yet paid.</summary>
    public async Task PrepareAsync()
    {
        foreach (var grace in histories.Select(history => history.Grace).Distinct())
        {
            var channel = await Seed.ChannelAsync(db);
            await db.RunAsync(
                "update channels set grace_days = $2 where channel_id = $1",
                channel.Value,
                grace.Days
            );
            channels.Add(grace, channel);
        }

        var all = histories.SelectMany((history, who) => Numbers(history).Select(n => (who, n)));
        var payments = all.ToList();
        await db.RunAsync(
            """
            with wanted as (
                select * from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as w (id, buyer, channel)
            ), made as (
                insert into orders (
                    order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd,
                    status_token, created_at)
                select id, row_number() over (), buyer, channel, 'subscription', 1, 30, 9.99,
                       id::text, now()
                  from wanted
            )
            insert into payments (
                payment_id, provider, provider_payment_id, order_id, state, provider_status,
                created_at, updated_at)
            select id, 'nowpayments', id::text, id, 'waiting', 'waiting', now(), now()
              from wanted
            """,
            payments.Select(one => IdOf(one.who, one.n)).ToArray(),
            payments.Select(one => UserOf(one.who)).ToArray(),
            payments.Select(one => ChannelOf(one.who).Value).ToArray()
        );
    }

    /// <summary>As the server does by itself when tables have grown.</summary>
    public Task KeepHouseAsync() =>
        db.RunAsync("analyze orders, payments, subscriptions, subscription_events");

    /// <summary>Everything up to a look at the clock, and then the sweep.</summary>
    public async Task PlayUntilAsync(Database database, FakeTimeProvider clock, DateTimeOffset look)
    {
        await using (var unit = await database.BeginAsync(Ct))
        {
            while (things.TryPeek(out var next) && next.At <= look)
            {
                clock.SetUtcNow(next.At);
                await HappenAsync(unit, next.Who, things.Dequeue().What);
            }

            await TellNewsAsync(unit);
            await unit.CommitAsync(Ct);
        }

        clock.SetUtcNow(look);
        await Purchases.SweepAsync(database);
    }

    private async Task HappenAsync(Unit unit, int who, object what)
    {
        switch (what)
        {
            case Fact.Bought bought:
                var id = new PaymentId(IdOf(who, bought.Payment));
                var terms = Purchases.Terms(
                    new OrderId(id.Value),
                    UserOf(who),
                    ChannelOf(who),
                    bought.Days,
                    bought.Tier
                );
                await SubscriptionChanges.BuyAsync(unit, id, terms, Ct);
                break;
            case Fact.TookTrial trial:
                await TellNewsAsync(unit);
                var user = new TelegramUserId(UserOf(who));
                await SubscriptionChanges.StartTrialAsync(
                    unit,
                    user,
                    ChannelOf(who),
                    trial.Days,
                    Ct
                );
                break;
            case Fact.SentBack back:
                await TellNewsAsync(unit);
                var payment = new PaymentId(IdOf(who, back.Payment));
                await SubscriptionChanges.TakeBackAsync(unit, payment, Ct);
                break;
            case (int number, string state):
                news[IdOf(who, number)] = state;
                break;
        }
    }

    // Written down as late as possible: before somebody looks.
    private async Task TellNewsAsync(Unit unit)
    {
        if (news.Count > 0)
        {
            await unit.Sql(
                    """
                    update payments
                       set state = news.state
                      from unnest($1::uuid[], $2::text[]) as news (id, state)
                     where payment_id = news.id
                    """
                )
                .WithArray(NpgsqlDbType.Uuid, news.Keys.ToArray())
                .WithArray(NpgsqlDbType.Text, news.Values.ToArray())
                .ExecuteAsync(Ct);
            news.Clear();
        }
    }

    // What payments do on their way comes before what follows from it at the same moment.
    private static IEnumerable<(DateTimeOffset At, object What)> Things(History history) =>
        history
            .Payments.SelectMany(one =>
                new (DateTimeOffset, object)[]
                {
                    (one.From, (one.Payment, "confirming")),
                    (one.Until, (one.Payment, "expired")),
                }
            )
            .Concat(history.Facts.Select(fact => (fact.At, (object)fact)));

    private static IEnumerable<int> Numbers(History history) =>
        history
            .Facts.OfType<Fact.Bought>()
            .Select(bought => bought.Payment)
            .Union(history.Payments.Select(one => one.Payment));

    private static long UserOf(int who) => who + 1;

    private static Guid IdOf(int who, int number) => new(who, (short)number, 0, new byte[8]);

    private ChannelId ChannelOf(int who) => channels[histories[who].Grace];
}
