using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.Testing.Subscriptions;

namespace Pgp.IntegrationTests.Orchestrator.Subscriptions;

/// <summary>
/// A year of 1,000 subscribers on the real tables, with the real sweep and a clock of the test,
/// compared every day with the slow oracle.
/// </summary>
public sealed class SubscriptionYearTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const int Subscribers = 1_000;
    private const int Days = 365;

    private static readonly DateTimeOffset Start = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Looks TwiceADay = new(TimeSpan.FromHours(12));

    [Fact]
    public async Task Every_day_every_subscriber_is_where_a_replay_of_all_facts_says()
    {
        Clock.SetUtcNow(Start);
        var histories = Enumerable
            .Range(0, Subscribers)
            .Select(seed => Habits.Of(seed, Start, Days))
            .ToList();
        var year = new YearOnTables(Db, histories);
        await year.PrepareAsync();
        for (
            var look = TwiceADay.After(Start);
            look <= Start.AddDays(Days);
            look += TwiceADay.Every
        )
        {
            await year.PlayUntilAsync(Db.As(ServiceName.Orchestrator, Clock), Clock, look);
            if (look.TimeOfDay == TimeSpan.Zero)
            {
                var wrong = histories
                    .SelectMany((one, i) => Line(i, DayOracle.At(one, TwiceADay, look)))
                    .ToHashSet();
                wrong.SymmetricExceptWith(await RowsAsync());
                Assert.Empty(wrong);
            }

            if (look.Day == 1)
            {
                await year.KeepHouseAsync();
            }
        }

        await MustTellTheSameStoriesAsync(histories);
        await MustFollowFromTheLogAsync();
    }

    // Missed and doubled transitions would show as lines too few or too many.
    private async Task MustTellTheSameStoriesAsync(List<History> histories)
    {
        var end = Start.AddDays(Days);
        var expected = histories.SelectMany(
            (one, i) =>
                DayOracle.At(one, TwiceADay, end).Log.Select((line, n) => $"{i + 1} {n + 1} {line}")
        );
        var told = await Db.ListAsync(
            """
            select format('%s %s %s %s', user_id, seq, kind,
                       to_char(due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'))
              from subscription_events
              join subscriptions using (subscription_id)
             order by user_id, seq
            """
        );
        Assert.Equal(expected, told);
        TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} entries");
    }

    // Nothing stands in a row that its log does not say.
    private async Task MustFollowFromTheLogAsync() =>
        Assert.Equal(
            0,
            await Db.AskAsync<long>(
                """
                select count(*)
                  from subscriptions s
                  join lateral (
                      select max(seq) as version,
                             (array_agg(state order by seq desc))[1] as state,
                             min(valid_from) filter (where seq = s.run_seq)
                             + make_interval(hours => (24 * coalesce(sum(days) filter (
                                   where seq >= s.run_seq
                                     and not exists (
                                         select
                                           from subscription_events r
                                          where r.payment_id = e.payment_id
                                            and r.kind = 'refunded')), 0))::integer) as paid_until
                        from subscription_events e
                       where e.subscription_id = s.subscription_id) l on true
                 where (s.version, s.state, s.paid_until)
                       is distinct from (l.version, l.state, l.paid_until)
                """
            )
        );

    private async Task<HashSet<string>> RowsAsync() =>
        [
            .. await Db.ListAsync(
                """
                select concat_ws(' ', user_id, state,
                           to_char(paid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'),
                           tier_no)
                  from subscriptions
                """
            ),
        ];

    // Nobody has a row before the first fact.
    private static IEnumerable<string> Line(int index, Truth truth) =>
        truth.PaidUntil is { } until
            ? [$"{index + 1} {truth.State} {until.UtcDateTime:s} {truth.Tier}".TrimEnd()]
            : [];
}
