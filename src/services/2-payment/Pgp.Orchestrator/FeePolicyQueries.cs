using Pgp.Common.Database;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

/// <summary>The versions of the fee: every payment says which one it was settled under.</summary>
internal static class FeePolicyQueries
{
    private const string EnsureSql = """
        with latest as (
            select version, fee_bps from fee_policies order by version desc limit 1
        ), added as (
            insert into fee_policies (fee_bps, valid_from)
            select $1, $2
             where not exists (select from latest where fee_bps = $1)
            returning version
        )
        select version from added
         union all
        select version from latest where fee_bps = $1
        """;

    /// <summary>The version of this fee; a new one when the setting has changed.</summary>
    public static async Task<int> EnsureAsync(Unit unit, BasisPoints fee, CancellationToken ct) =>
        (
            await unit.Sql(EnsureSql)
                .With(fee.Value)
                .With(unit.Now)
                .ValueAsync(row => row.Number(0), ct)
        )!.Value;
}
