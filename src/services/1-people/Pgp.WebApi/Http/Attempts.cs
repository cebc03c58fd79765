using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Database;

namespace Pgp.WebApi.Http;

/// <summary>
/// Who tried what. Kept as a hash: names and addresses of strangers are not ours.
/// </summary>
internal sealed record AttemptKey(byte[] Hash)
{
    public static AttemptKey Of(string what, string who) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}\n{who}")));
}

/// <summary>
/// Counts attempts in fixed windows, for all processes together. What it guards is slow or costs a
/// mail, so a row per try is cheap.
/// </summary>
internal sealed class Attempts(Database database, WebApiOptions options)
{
    private const string TakeSql = """
        insert into attempts as a (attempt_key, count, began_at, ends_at)
        values ($1, 1, $2, $2 + $3)
        on conflict (attempt_key) do update
           set count    = case when a.ends_at <= $2 then 1 else a.count + 1 end,
               began_at = case when a.ends_at <= $2 then $2 else a.began_at end,
               ends_at  = case when a.ends_at <= $2 then $2 + $3 else a.ends_at end
        returning count, ends_at
        """;

    private const string ForgetSql = """
        delete from attempts
         where attempt_key = $1
        """;

    private const string FreeAtSql = """
        select ends_at
          from attempts
         where attempt_key = $1
           and ends_at > $2
        """;

    private const string PurgeSql = """
        delete from attempts
         where ends_at < $1
        """;

    /// <returns>How long to wait, if there were too many already.</returns>
    public async Task<TimeSpan?> TakeAsync(AttemptKey key, AttemptRule rule, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var taken = await database.RunAsync(
            TakeSql,
            sql =>
                sql.With(key.Hash)
                    .With(now)
                    .With(rule.Window)
                    .ValueAsync(row => (Count: row.Number(0), Ends: row.Time(1)), ct),
            ct
        );
        return taken is { } window && window.Count > rule.Max * options.AttemptScale
            ? window.Ends - now
            : null;
    }

    /// <summary>When the window ends that was begun last; now, if it is over.</summary>
    public async Task<DateTimeOffset> FreeAtAsync(AttemptKey key, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        return await database.RunAsync(
                FreeAtSql,
                sql => sql.With(key.Hash).With(now).ValueAsync(row => row.Time(0), ct),
                ct
            ) ?? now;
    }

    /// <summary>It succeeded: what was tried before no longer counts.</summary>
    public Task ForgetAsync(AttemptKey key, CancellationToken ct) =>
        database.RunAsync(ForgetSql, sql => sql.With(key.Hash).ExecuteAsync(ct), ct);

    public static Task PurgeAsync(Unit unit, CancellationToken ct) =>
        unit.Sql(PurgeSql).With(unit.Now).ExecuteAsync(ct);
}
