using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

/// <summary>The versions of the fee: every payment says which one it was settled under.</summary>
internal static class FeePolicyQueries
{
    private const string FindSql = """
        select version
          from (select version, fee_bps
                  from fee_policies
                 order by version desc
                 limit 1) as latest
         where fee_bps = $1
        """;

    private const string LockSql = """
        select pg_advisory_xact_lock(7042003)
        """;

    private const string AddSql = """
        insert into fee_policies (fee_bps, valid_from)
        values ($1, $2)
        returning version
        """;

    /// <summary>The version of this fee; a new one when the setting has changed.</summary>
    public static async Task<int> EnsureAsync(Unit unit, BasisPoints fee, CancellationToken ct) =>
        await FindAsync(unit, fee, ct) ?? await AddAsync(unit, fee, ct);

    private static Task<int?> FindAsync(Unit unit, BasisPoints fee, CancellationToken ct) =>
        unit.Sql(FindSql).With(fee.Value).ValueAsync(row => row.Number(0), ct);

    // The first payments after a change come at once, too: one of them adds, the others find.
    private static async Task<int> AddAsync(Unit unit, BasisPoints fee, CancellationToken ct)
    {
        await unit.Sql(LockSql).ExecuteAsync(ct);
        if (await FindAsync(unit, fee, ct) is { } added)
        {
            return added;
        }

        return (
            await unit.Sql(AddSql)
                .With(fee.Value)
                .With(unit.Now)
                .ValueAsync(row => row.Number(0), ct)
        )!.Value;
    }
}
