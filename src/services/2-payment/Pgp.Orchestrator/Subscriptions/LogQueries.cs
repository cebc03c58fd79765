using NpgsqlTypes;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>
/// All SQL on <c>subscription_events</c>: the log that is only ever added to, and from which every
/// column of <c>subscriptions</c> follows.
/// </summary>
internal static class LogQueries
{
    // A refund stands in the run of the days that it takes back, or it takes none of this run.
    private const string RunsSql = """
        select e.subscription_id, e.seq, e.valid_from, e.payment_id, e.days, e.tier_no
          from unnest($1::uuid[], $2::integer[]) as run (subscription_id, first_seq)
          join subscription_events e
            on e.subscription_id = run.subscription_id
           and e.seq >= run.first_seq
         where e.days is not null
            or e.kind = 'refunded'
         order by e.subscription_id, e.seq
        """;

    private const string AppendSql = """
        insert into subscription_events (
            created_at, subscription_id, seq, kind, state, due, access, payment_id, days, tier_no,
            valid_from, valid_until, price_usd)
        select $1::timestamptz, line.*, o.price_usd
          from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::timestamptz[],
                      $7::text[], $8::uuid[], $9::integer[], $10::integer[], $11::timestamptz[],
                      $12::timestamptz[])
               as line (subscription_id, seq, kind, state, due, access, payment_id, days, tier_no,
                        valid_from, valid_until)
          left join payments p on p.payment_id = line.payment_id and line.days is not null
          left join orders o using (order_id)
        """;

    private const string HolderSql = """
        select s.user_id, s.channel_id
          from subscription_events e
          join subscriptions s using (subscription_id)
         where e.payment_id = $1
           and e.days is not null
        """;

    /// <summary>Who got days by this payment; null where none were given.</summary>
    public static Task<Holder?> HolderAsync(Unit unit, PaymentId payment, CancellationToken ct) =>
        unit.Sql(HolderSql)
            .With(payment)
            .FirstAsync(row => new Holder(row.Long(0), row.Id<ChannelKind>(1)), ct);

    /// <summary>The same subscriptions with their newest run.</summary>
    public static async Task<IReadOnlyList<LockedSubscription>> WithRunsAsync(
        Unit unit,
        IReadOnlyList<LockedSubscription> subscriptions,
        CancellationToken ct
    )
    {
        Guid[] ids = [.. subscriptions.Select(one => one.Id.Value)];
        int[] starts = [.. subscriptions.Select(one => one.Subscription.Run.FirstSeq)];
        var lines = await unit.Sql(RunsSql)
            .WithArray(NpgsqlDbType.Uuid, ids)
            .WithArray(NpgsqlDbType.Integer, starts)
            .AllAsync(RunLine.Read, ct);
        var runs = lines.ToLookup(line => line.Id);
        return
        [
            .. subscriptions.Select(one =>
                one with
                {
                    Subscription = one.Subscription with { Run = RunOf([.. runs[one.Id]]) },
                }
            ),
        ];
    }

    public static Task AppendAsync(
        Unit unit,
        IReadOnlyList<(SubscriptionId Id, LogEntry Entry)> entries,
        CancellationToken ct
    )
    {
        return entries.Count == 0
            ? Task.CompletedTask
            : unit.Sql(AppendSql)
                .With(unit.Now)
                .WithArray(NpgsqlDbType.Uuid, Column(e => e.Id.Value))
                .WithArray(NpgsqlDbType.Integer, Column(e => e.Entry.Seq))
                .WithArray(NpgsqlDbType.Text, Column(e => e.Entry.Kind))
                .WithArray(NpgsqlDbType.Text, Column(e => e.Entry.State))
                .WithArray(NpgsqlDbType.TimestampTz, Column(e => e.Entry.Due))
                .WithArray(NpgsqlDbType.Text, Column(e => e.Entry.Access))
                .WithArray(NpgsqlDbType.Uuid, Column(e => e.Entry.Payment?.Value))
                .WithArray(NpgsqlDbType.Integer, Column(e => e.Entry.Grant?.Days))
                .WithArray(NpgsqlDbType.Integer, Column(e => e.Entry.Grant?.Tier))
                .WithArray(NpgsqlDbType.TimestampTz, Column(e => e.Entry.ValidFrom))
                .WithArray(NpgsqlDbType.TimestampTz, Column(e => e.Entry.ValidUntil))
                .ExecuteAsync(ct);

        T[] Column<T>(Func<(SubscriptionId Id, LogEntry Entry), T> value) =>
            [.. entries.Select(value)];
    }

    private static Run RunOf(IReadOnlyList<RunLine> lines)
    {
        var refunded = lines.Where(line => line.Days is null).Select(line => line.Payment);
        var gone = refunded.ToHashSet();
        var grants = lines
            .Where(line => line.Days is not null && !gone.Contains(line.Payment))
            .Select(line => new Grant(line.Payment, line.Days!.Value, line.Tier));
        return new Run(lines[0].Seq, lines[0].ValidFrom!.Value, [.. grants]);
    }

    /// <summary>Days that were given in a run, or, where days are null, a refund.</summary>
    private sealed record RunLine(
        SubscriptionId Id,
        int Seq,
        DateTimeOffset? ValidFrom,
        PaymentId? Payment,
        int? Days,
        int? Tier
    )
    {
        public static RunLine Read(Row row) =>
            new(
                row.Id<SubscriptionKind>(0),
                row.Number(1),
                row.TimeOrNull(2),
                row.UuidOrNull(3) is { } payment ? new PaymentId(payment) : null,
                row.NumberOrNull(4),
                row.NumberOrNull(5)
            );
    }
}
