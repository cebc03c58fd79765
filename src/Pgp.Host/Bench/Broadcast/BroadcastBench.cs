using System.Diagnostics;
using Npgsql;

namespace Pgp.Host.Bench.Broadcast;

/// <param name="Connection">The owner of a fresh schema.</param>
/// <param name="Tell">Told what is being done.</param>
internal sealed record BroadcastBenchOptions(
    string Connection,
    int Subscribers,
    Death Death,
    Action<string> Tell
);

/// <summary>
/// An announcement to a crowd in virtual time, by two processes over a real database, of which one
/// is killed in the middle and another takes its place ten seconds later. Telegram keeps to its
/// limits, and asks for a pause once.
/// </summary>
internal sealed class BroadcastBench(BroadcastBenchOptions options)
{
    private const int Processes = 2;
    private const decimal RateGoal = 0.97m;
    private const decimal TooFastGoal = 0.001m;

    private const string ChannelSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            owner_user_id, payout_strategy, payout_coin, payout_address, created_at)
        values ('00000000-0000-7000-8000-000000000001', 'crowdcrowd01', -1000000000001,
                -1000000000002, 'open', 'closed', 42, 'instant', 'eth@eth',
                '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', now())
        """;

    private const string CrowdSql = """
        insert into subscriptions (
            subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
            next_action_at, tier_no, run_seq, version)
        select gen_random_uuid(), 1000 + n, '00000000-0000-7000-8000-000000000001',
               now() + interval '20 days', now(), now(), 'active', now() + interval '20 days', 1,
               1, 1
          from generate_series(1, $1) as n
        """;

    private const string AnnounceSql = """
        insert into announcements (
            announcement_id, channel_id, segment, body, state, due_at, created_at)
        values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001',
                'active', 'We are live', 'scheduled', $1, $1)
        """;

    private const string TidySql = "analyze subscriptions, announcements";

    private const string IsDoneSql = "select count(*) from announcements where state = 'done'";

    private const string StatesSql = "select user_id, state from announcement_deliveries";

    public async Task<BroadcastReport> RunAsync(CancellationToken ct)
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        var telegram = new CrowdTelegram(clock, floodAt: options.Subscribers / 4);
        await using var owner = NpgsqlDataSource.Create(options.Connection);
        options.Tell($"filling: {options.Subscribers} subscribers");
        await RunAsync(owner, ChannelSql, ct);
        await RunAsync(owner, CrowdSql, options.Subscribers, ct);
        await RunAsync(owner, AnnounceSql, clock.GetUtcNow(), ct);
        await RunAsync(owner, TidySql, ct);

        options.Tell("sending");
        var began = Stopwatch.GetTimestamp();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var passing = clock.RunAsync(time.Token);
        await SendAsync(owner, clock, telegram, ct);
        await time.CancelAsync();
        await passing;
        return await SumUpAsync(owner, telegram, Stopwatch.GetElapsedTime(began), ct);
    }

    private async Task SendAsync(
        NpgsqlDataSource owner,
        VirtualClock clock,
        CrowdTelegram telegram,
        CancellationToken ct
    )
    {
        await using var first = new CrowdProcess(options.Connection, clock, telegram);
        await using var second = new CrowdProcess(options.Connection, clock, telegram);
        await using var third = new CrowdProcess(options.Connection, clock, telegram);
        first.DieAt(options.Subscribers / 4, options.Death);
        await first.StartAsync();
        await second.StartAsync();
        var hasThird = false;
        for (var i = 1; ; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), clock, ct);
            if (first.IsDead && !hasThird)
            {
                options.Tell($"killed after {telegram.Calls} calls; another takes its place");
                hasThird = true;
                await third.StartAsync();
            }

            if (i % 30 == 0)
            {
                options.Tell($"{telegram.Calls} calls");
            }

            clock.Count(1);
            var isDone = await AskAsync(owner, IsDoneSql, ct) == 1;
            clock.Count(-1);
            if (isDone)
            {
                return;
            }
        }
    }

    private async Task<BroadcastReport> SumUpAsync(
        NpgsqlDataSource owner,
        CrowdTelegram telegram,
        TimeSpan took,
        CancellationToken ct
    )
    {
        var (missed, uncertainDelivered, uncertainLost, wrong, people) = (0L, 0L, 0L, 0L, 0L);
        await using (var command = owner.CreateCommand(StatesSql))
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                people++;
                var (person, state) = (row.GetInt64(0), row.GetString(1));
                var hasIt = telegram.MessagesTo(person) > 0;
                var isReachable = !CrowdTelegram.IsBlocked(person);
                missed += isReachable && !hasIt && state != "uncertain" ? 1 : 0;
                uncertainDelivered += hasIt && state == "uncertain" ? 1 : 0;
                uncertainLost += isReachable && !hasIt && state == "uncertain" ? 1 : 0;
                wrong += state switch
                {
                    "sent" => hasIt ? 0 : 1,
                    "unreachable" => isReachable ? 1 : 0,
                    "uncertain" => 0,
                    _ => 1,
                };
            }
        }

        missed += options.Subscribers - people;
        var seconds = (decimal)(telegram.Last - telegram.First!.Value).TotalSeconds;
        var rate = telegram.Calls / seconds / CrowdProcess.PerSecond;
        var share = (decimal)telegram.TooFast / telegram.Calls;
        var isOk =
            telegram.Duplicates == 0
            && missed == 0
            && wrong == 0
            && rate >= RateGoal
            && share <= TooFastGoal;
        return new BroadcastReport(
            isOk,
            options.Subscribers,
            Enumerable
                .Range(1, options.Subscribers)
                .LongCount(n => !CrowdTelegram.IsBlocked(1000 + n)),
            Processes,
            JsonName(options.Death),
            telegram.Delivered,
            telegram.Duplicates,
            missed,
            uncertainDelivered,
            uncertainLost,
            wrong,
            telegram.Calls,
            telegram.TooFast,
            decimal.Round(share, 6),
            decimal.Round(seconds, 1),
            decimal.Round(rate, 4),
            decimal.Round((decimal)took.TotalSeconds, 1)
        );
    }

    private static string JsonName(Death death) =>
        death switch
        {
            Death.BeforeCall => "before_call",
            Death.BeforeAnswer => "before_answer",
            _ => "before_record",
        };

    private static async Task RunAsync<T>(
        NpgsqlDataSource owner,
        string sql,
        T value,
        CancellationToken ct
    )
    {
        await using var command = owner.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task RunAsync(NpgsqlDataSource owner, string sql, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> AskAsync(
        NpgsqlDataSource owner,
        string sql,
        CancellationToken ct
    )
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
