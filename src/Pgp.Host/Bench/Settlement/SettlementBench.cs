using System.Diagnostics;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Changing = Pgp.MicroBatchProcessor.CreditQueries;
using Paying = Pgp.BatchProcessor.CreditQueries;

namespace Pgp.Host.Bench.Settlement;

/// <param name="Credits">In the table, over all owners.</param>
/// <param name="Runs">Of each query.</param>
/// <param name="Tell">Told what is being done.</param>
internal sealed record SettlementOptions(int Credits, int Owners, int Runs, Action<string> Tell)
{
    public int PerOwner => Math.Max(1, Credits / Owners);
}

/// <summary>
/// How long the two looks take that begin every run of the schedules: who is to be paid, and is a
/// pool full. Over a table with a history, and over the worst that it could hold.
/// </summary>
internal sealed class SettlementBench(SettlementOptions options, SettlementStore store)
{
    private const int WarmUp = 5;
    private const int OwnersPerRun = 1_000;
    private const decimal Goal = 50;

    // What every look would cost without a row per channel.
    private const string PlainSql = """
        select channel_id
          from (select channel_id, sum(usdt_amount) as payable
                  from credits
                 where usdt_amount is not null
                   and batch_id is null
                 group by channel_id) as balance
          join channels using (channel_id)
         where payable >= 1000000 * payout_threshold_usd
         order by channel_id
         limit $1
        """;

    private const string ExplainSql = "explain (analyze, buffers, costs off, summary off) ";

    private static readonly Amount<Usd> Least = Amount<Usd>.Parse("20");

    public async Task<SettlementReport> RunAsync(CancellationToken ct)
    {
        await store.RunAsync(SettlementFilling.LoosenSql, ct);
        await store.RunAsync(SettlementFilling.OwnersSql, ct, options.Owners);
        SettlementScene[] scenes =
        [
            await PlayAsync("usual history", SettlementFilling.UsualSql, ct),
            await PlayAsync("nobody was ever paid", SettlementFilling.AllPayableSql, ct),
            await PlayAsync("nothing was ever changed", SettlementFilling.AllPendingSql, ct),
        ];
        return new SettlementReport(scenes.All(scene => scene.IsRight), options.Owners, scenes);
    }

    private async Task<SettlementScene> PlayAsync(string name, string fillSql, CancellationToken ct)
    {
        options.Tell($"{name}: filling");
        await store.RunAsync(SettlementFilling.EmptySql, ct);
        await store.RunAsync(fillSql, ct, options.PerOwner);
        await store.RunAsync(SettlementFilling.TidySql, ct);
        options.Tell($"{name}: measuring");
        var (payable, pending, paid) = await store.CountAsync(ct);
        var due = await DueAsync(ct);
        var plain = await PlainAsync(ct);
        var pool = await PendingAsync(ct);
        var pooled = Math.Min(pending, Changing.ClaimedMax);
        var isRight =
            due.Select(owner => owner.ChannelId).SequenceEqual(plain)
            && pool.Credits == pooled
            && pool.Worth == new Amount<Usd>(9_000_000 * pooled);
        return new SettlementScene(
            name,
            payable,
            pending,
            paid,
            due.Count,
            isRight,
            await MeasureAsync(DueAsync, Goal, await ExplainDueAsync(ct), ct),
            await MeasureAsync(PendingAsync, Goal, await ExplainPendingAsync(ct), ct),
            await MeasureAsync(PlainAsync, null, await ExplainPlainAsync(ct), ct)
        );
    }

    private Task<IReadOnlyList<Pgp.BatchProcessor.DueOwner>> DueAsync(CancellationToken ct) =>
        Paying.DueAsync(store.Payer, Least, OwnersPerRun, ct);

    private Task<Pgp.MicroBatchProcessor.Pool> PendingAsync(CancellationToken ct) =>
        Changing.PendingAsync(store.Changer, Coin.Eth, ct);

    private Task<IReadOnlyList<ChannelId>> PlainAsync(CancellationToken ct) =>
        store.Payer.RunAsync(
            PlainSql,
            sql => sql.With(OwnersPerRun).AllAsync(row => row.Id<ChannelKind>(0), ct),
            ct
        );

    private Task<IReadOnlyList<string>> ExplainDueAsync(CancellationToken ct) =>
        ExplainAsync(
            store.Payer,
            Paying.DueSql,
            sql => sql.With(Least).With(TimeProvider.System.GetUtcNow()).With(OwnersPerRun),
            ct
        );

    private Task<IReadOnlyList<string>> ExplainPendingAsync(CancellationToken ct) =>
        ExplainAsync(
            store.Changer,
            Changing.PendingSql,
            sql => sql.With(Coin.Eth).With(Changing.ClaimedMax),
            ct
        );

    private Task<IReadOnlyList<string>> ExplainPlainAsync(CancellationToken ct) =>
        ExplainAsync(store.Payer, PlainSql, sql => sql.With(OwnersPerRun), ct);

    private static Task<IReadOnlyList<string>> ExplainAsync(
        Database database,
        string text,
        Func<Statement, Statement> bind,
        CancellationToken ct
    ) =>
        database.RunAsync(ExplainSql + text, sql => bind(sql).AllAsync(row => row.Text(0), ct), ct);

    private async Task<SettlementLine> MeasureAsync<T>(
        Func<CancellationToken, Task<T>> query,
        decimal? goal,
        IReadOnlyList<string> plan,
        CancellationToken ct
    )
    {
        var samples = new List<TimeSpan>();
        for (var i = -WarmUp; i < options.Runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await query(ct);
            if (i >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(began));
            }
        }

        return SettlementLine.Of(samples, goal, plan);
    }
}
