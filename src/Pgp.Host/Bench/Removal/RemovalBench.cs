using Npgsql;
using Pgp.Host.Stack;

namespace Pgp.Host.Bench.Removal;

/// <param name="Members">Whose access ends, within a minute; half as many again stay.</param>
/// <param name="Tell">Told what is being done.</param>
internal sealed record RemovalBenchOptions(int Members, Action<string> Tell);

/// <summary>
/// How soon members are out whose access is over, on a stack with its usual schedules. Trials are
/// what ends: they have no grace, so their end is the end of access.
/// </summary>
internal sealed class RemovalBench(LocalStack stack, RemovalBenchOptions options)
{
    private const long FirstMember = 30_001;

    // An invented receiver; nobody holds the key.
    private const string Owner = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private const string EnterSql = """
        with member as (
            insert into subscriptions (
                subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                next_action_at, run_seq, version)
            select gen_random_uuid(), $2, channel_id, $3, $3 - interval '168 hours', now(), 'trial',
                   $3, 1, 1
              from channels
             where link_code = $1
            returning subscription_id)
        insert into subscription_events (
            subscription_id, seq, kind, state, days, valid_from, valid_until, due, created_at,
            access)
        select subscription_id, 1, 'trial_started', 'trial', 7, $3 - interval '168 hours', $3,
               $3 - interval '168 hours', now(), 'opened'
          from member
        """;

    private const string ConfirmingSql = """
        with mine as (
            insert into orders (
                order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd,
                status_token, created_at)
            select gen_random_uuid(), $2, $2, channel_id, 'subscription', 1, 30, 9.99, $2::text,
                   now()
              from channels
             where link_code = $1
            returning order_id)
        insert into payments (
            payment_id, provider, provider_payment_id, order_id, state, provider_status,
            created_at, updated_at)
        select gen_random_uuid(), 'nowpayments', 'bench-' || $2::text, order_id, 'confirming',
               'confirming', now(), now()
          from mine
        """;

    private const string LatenciesSql = """
        select removed_at - due from removals where state = 'done' order by 1
        """;

    private static readonly TimeSpan FirstEnd = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task<RemovalReport> RunAsync(CancellationToken ct)
    {
        using var sandbox = new SandboxClient(stack);
        await using var source = NpgsqlDataSource.Create(stack.Database);
        var channel = await SampleChannel.CreateAsync(sandbox, 1, "Chess", "usdt@eth", Owner, ct);
        var random = new Random(1);
        var (ending, confirming, staying) = (
            options.Members,
            options.Members / 4,
            options.Members / 4
        );
        options.Tell($"{ending + confirming + staying} members enter");
        var begin = TimeProvider.System.GetUtcNow() + FirstEnd;
        for (var i = 0; i < ending + confirming + staying; i++)
        {
            var end = begin + random.NextDouble() * EndsWithin;
            var member = FirstMember + i;
            await EnterAsync(sandbox, channel, member, ct);
            if (i >= ending && i < ending + confirming)
            {
                await RunAsync(source, ConfirmingSql, ct, channel.Code, member);
            }

            var days = i >= ending + confirming ? 3 : 0;
            await RunAsync(source, EnterSql, ct, channel.Code, member, end.AddDays(days));
        }

        options.Tell("their time ends");
        await WaitAsync(source, begin + EndsWithin, ending, ct);
        var inside = await sandbox.MembersAsync(channel.ClosedId, ct);
        var missed = Enumerable.Range(0, ending).Count(i => inside.Contains(FirstMember + i));
        var wrong = Enumerable
            .Range(ending, confirming + staying)
            .Count(i => !inside.Contains(FirstMember + i));
        var times = await LatenciesAsync(source, ct);
        var sum = Latencies.Of(times);
        var p99 = decimal.Round(sum.P99 / 1_000, 2);
        return new RemovalReport(
            missed == 0 && wrong == 0 && times.Count == ending && p99 < 60,
            ending,
            confirming + staying,
            missed,
            wrong,
            decimal.Round(sum.P50 / 1_000, 2),
            p99
        );
    }

    private static async Task EnterAsync(
        SandboxClient sandbox,
        SampleChannel channel,
        long member,
        CancellationToken ct
    )
    {
        await sandbox.CreatePersonAsync(member, $"Member {member}", ct);
        await sandbox.SetAsync(
            $"telegram/channels/{channel.ClosedId}/members",
            $$"""{"user_id":{{member}},"status":"member"}""",
            ct
        );
    }

    // All ends have come, and everybody who has to go is gone or will not go any more.
    private static async Task WaitAsync(
        NpgsqlDataSource source,
        DateTimeOffset end,
        int ending,
        CancellationToken ct
    )
    {
        while (TimeProvider.System.GetUtcNow() < end + Patience)
        {
            await Task.Delay(LookAgain, TimeProvider.System, ct);
            if (
                TimeProvider.System.GetUtcNow() > end + LookAgain
                && (await LatenciesAsync(source, ct)).Count >= ending
            )
            {
                return;
            }
        }
    }

    private static async Task<List<TimeSpan>> LatenciesAsync(
        NpgsqlDataSource source,
        CancellationToken ct
    )
    {
        var times = new List<TimeSpan>();
        await using var command = source.CreateCommand(LatenciesSql);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            times.Add(row.GetTimeSpan(0));
        }

        return times;
    }

    private static async Task RunAsync(
        NpgsqlDataSource source,
        string sql,
        CancellationToken ct,
        params object[] values
    )
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
