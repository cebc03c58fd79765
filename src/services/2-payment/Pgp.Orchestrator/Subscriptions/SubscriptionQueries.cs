using NpgsqlTypes;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Orchestrator.Subscriptions;

/// <summary>Whose access, and to what.</summary>
internal sealed record Holder(long UserId, ChannelId ChannelId);

/// <summary>A row that is locked for this unit, and the world around it.</summary>
internal sealed record LockedSubscription(
    SubscriptionId Id,
    ChannelId ChannelId,
    Subscription Subscription,
    TimeSpan Grace,
    bool IsPaymentConfirming
);

/// <summary>All SQL on <c>subscriptions</c>; each statement works on any number of them.</summary>
internal static class SubscriptionQueries
{
    // The log is read by a statement of its own, after the lock: it must be as new as the row.
    private const string LockSql = """
        select s.subscription_id, s.state, s.grace_until, s.next_action_at, s.version,
               s.run_seq, c.grace_days,
               exists (select
                         from orders o
                         join payments p using (order_id)
                        where o.user_id = s.user_id
                          and o.channel_id = s.channel_id
                          and o.kind = 'subscription'
                          and p.state = 'confirming'),
               s.channel_id
          from subscriptions s
          join channels c using (channel_id)
         where s.user_id = $1
           and s.channel_id = $2
           for update of s
        """;

    // Rows that another process has in hand are not waited for: it does the same to them.
    private const string TakeDueSql = """
        select s.subscription_id, s.state, s.grace_until, s.next_action_at, s.version,
               s.run_seq, c.grace_days,
               exists (select
                         from orders o
                         join payments p using (order_id)
                        where o.user_id = s.user_id
                          and o.channel_id = s.channel_id
                          and o.kind = 'subscription'
                          and p.state = 'confirming'),
               s.channel_id
          from subscriptions s
          join channels c using (channel_id)
         where s.next_action_at <= $1
         order by s.next_action_at
         limit $2
           for update of s skip locked
        """;

    private const string InsertSql = """
        insert into subscriptions (
            subscription_id, user_id, channel_id, state, paid_until, tier_no, next_action_at,
            run_seq, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        on conflict (user_id, channel_id) do nothing
        """;

    private const string SaveSql = """
        update subscriptions s
           set state          = n.state,
               paid_until     = n.paid_until,
               grace_until    = n.grace_until,
               tier_no        = n.tier_no,
               next_action_at = n.next_action_at,
               run_seq        = n.run_seq,
               version        = n.version,
               updated_at     = $1
          from unnest($2::uuid[], $3::text[], $4::integer[], $5::text[], $6::timestamptz[],
                      $7::timestamptz[], $8::integer[], $9::timestamptz[], $10::integer[],
                      $11::integer[])
               as n (subscription_id, old_state, old_version, state, paid_until, grace_until,
                     tier_no, next_action_at, run_seq, version)
         where s.subscription_id = n.subscription_id
           and s.state = n.old_state
           and s.version = n.old_version
        """;

    /// <summary>Locks somebody's subscription; null if there is none.</summary>
    public static async Task<LockedSubscription?> LockAsync(
        Unit unit,
        Holder holder,
        CancellationToken ct
    )
    {
        var row = await unit.Sql(LockSql)
            .With(holder.UserId)
            .With(holder.ChannelId)
            .FirstAsync(Read, ct);
        return row is null ? null : (await LogQueries.WithRunsAsync(unit, [row], ct))[0];
    }

    /// <summary>Locks those whose time has come, the longest due first.</summary>
    public static async Task<IReadOnlyList<LockedSubscription>> TakeDueAsync(
        Unit unit,
        int limit,
        CancellationToken ct
    )
    {
        var rows = await unit.Sql(TakeDueSql).With(unit.Now).With(limit).AllAsync(Read, ct);
        return rows.Count == 0 ? rows : await LogQueries.WithRunsAsync(unit, rows, ct);
    }

    /// <summary>False: somebody else has made it in the meantime.</summary>
    public static Task<bool> InsertAsync(
        Unit unit,
        SubscriptionId id,
        Holder holder,
        Subscription subscription,
        CancellationToken ct
    ) =>
        unit.Sql(InsertSql)
            .With(id)
            .With(holder.UserId)
            .With(holder.ChannelId)
            .With(subscription.State)
            .With(subscription.PaidUntil)
            .With(subscription.Run.Tier)
            .With(subscription.NextActionAt)
            .With(subscription.Run.FirstSeq)
            .With(subscription.Version)
            .With(unit.Now)
            .HitsAsync(ct);

    public static async Task SaveAsync(
        Unit unit,
        IReadOnlyList<(LockedSubscription Old, Subscription New)> changes,
        CancellationToken ct
    )
    {
        var saved = await unit.Sql(SaveSql)
            .With(unit.Now)
            .WithArray(NpgsqlDbType.Uuid, Column(c => c.Old.Id.Value))
            .WithArray(NpgsqlDbType.Text, Column(c => c.Old.Subscription.State))
            .WithArray(NpgsqlDbType.Integer, Column(c => c.Old.Subscription.Version))
            .WithArray(NpgsqlDbType.Text, Column(c => c.New.State))
            .WithArray(NpgsqlDbType.TimestampTz, Column(c => c.New.PaidUntil))
            .WithArray(NpgsqlDbType.TimestampTz, Column(c => c.New.GraceUntil))
            .WithArray(NpgsqlDbType.Integer, Column(c => c.New.Run.Tier))
            .WithArray(NpgsqlDbType.TimestampTz, Column(c => c.New.NextActionAt))
            .WithArray(NpgsqlDbType.Integer, Column(c => c.New.Run.FirstSeq))
            .WithArray(NpgsqlDbType.Integer, Column(c => c.New.Version))
            .ExecuteAsync(ct);
        if (saved != changes.Count)
        {
            throw new InvalidOperationException("a locked subscription was changed by another");
        }

        T[] Column<T>(Func<(LockedSubscription Old, Subscription New), T> value) =>
            [.. changes.Select(value)];
    }

    // Of its run only where it begins; the rest is read from the log.
    private static LockedSubscription Read(Row row) =>
        new(
            row.Id<SubscriptionKind>(0),
            row.Id<ChannelKind>(8),
            new Subscription(
                row.Text(1),
                Subscription.None.Run with
                {
                    FirstSeq = row.Number(5),
                },
                row.TimeOrNull(2),
                row.TimeOrNull(3),
                row.Number(4)
            ),
            TimeSpan.FromDays(row.Number(6)),
            row.Flag(7)
        );
}
