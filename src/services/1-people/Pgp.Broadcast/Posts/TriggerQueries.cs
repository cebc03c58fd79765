using Pgp.Common.Database;

namespace Pgp.Broadcast.Posts;

/// <summary>What became of the wish for posts.</summary>
internal abstract record Trigger
{
    private Trigger() { }

    public sealed record Accepted : Trigger;

    public sealed record TooSoon(TimeSpan RetryAfter) : Trigger;

    public sealed record Foreign : Trigger;

    public sealed record NotFound : Trigger;
}

/// <summary>All SQL by which posts are asked for.</summary>
internal static class TriggerQueries
{
    private const string OwnerSql = """
        select owner_user_id from channels where channel_id = $1
        """;

    // A channel that is new here gets its two posts, due at once.
    private const string CreateSql = """
        insert into standing_posts (channel_id, place, next_at)
        select $1, place, $2
          from unnest(array['open', 'closed']) as place
            on conflict do nothing
        """;

    private const string TakeSql = """
        insert into post_triggers as last (channel_id, triggered_at)
        values ($1, $2)
            on conflict (channel_id) do update
           set triggered_at = excluded.triggered_at, triggers = last.triggers + 1
         where last.triggered_at <= $3
        """;

    private const string LastSql = """
        select triggered_at from post_triggers where channel_id = $1
        """;

    // Whoever asks for posts that are switched off has mended the cause, or sells again: they begin
    // anew.
    private const string DueSql = """
        update standing_posts
           set next_at  = case when state <> 'active' or lease_until = next_at then $2
                               else least(next_at, $2) end,
               failures = case when state = 'disabled' then 0 else failures end,
               state    = 'active'
         where channel_id = $1
        """;

    /// <returns>
    /// The owner, or null for a channel without one; nothing for no channel.
    /// </returns>
    public static async Task<(bool Exists, long? Owner)> OwnerAsync(
        Unit unit,
        ChannelId channel,
        CancellationToken ct
    )
    {
        var rows = await unit.Sql(OwnerSql).With(channel).AllAsync(row => row.LongOrNull(0), ct);
        return rows.Count == 0 ? (false, null) : (true, rows[0]);
    }

    public static Task<int> CreateAsync(Unit unit, ChannelId channel, CancellationToken ct) =>
        unit.Sql(CreateSql).With(channel).With(unit.Now).ExecuteAsync(ct);

    public static Task<bool> TakeAsync(
        Unit unit,
        ChannelId channel,
        TimeSpan coolDown,
        CancellationToken ct
    ) => unit.Sql(TakeSql).With(channel).With(unit.Now).With(unit.Now - coolDown).HitsAsync(ct);

    public static async Task<DateTimeOffset> LastAsync(
        Unit unit,
        ChannelId channel,
        CancellationToken ct
    ) =>
        await unit.Sql(LastSql).With(channel).ValueAsync(row => row.Time(0), ct)
        ?? DateTimeOffset.MinValue;

    public static Task DueAsync(
        Unit unit,
        ChannelId channel,
        DateTimeOffset at,
        CancellationToken ct
    ) => unit.Sql(DueSql).With(channel).With(at).ExecuteAsync(ct);
}
