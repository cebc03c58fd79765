using Pgp.Common.Database;
using Pgp.Contracts.Policies;

namespace Pgp.Common.Policies;

/// <summary>Reads the limits in force: the newest row of each name.</summary>
public static class LimitQueries
{
    private const string InForceSql = """
        select distinct on (limit_type) limit_type, scope, span, amount_usd, action
          from limits
         where scope = $1
         order by limit_type, version desc
        """;

    /// <exception cref="InvalidOperationException">There are none: nothing may go on.</exception>
    public static async Task<IReadOnlyList<Limit>> InForceAsync(
        Unit unit,
        LimitScope scope,
        CancellationToken ct
    ) => Require(await unit.Sql(InForceSql).With(PolicyWords.Of(scope)).AllAsync(Read, ct));

    /// <inheritdoc cref="InForceAsync(Unit, LimitScope, CancellationToken)"/>
    public static async Task<IReadOnlyList<Limit>> InForceAsync(
        Database.Database database,
        LimitScope scope,
        CancellationToken ct
    ) =>
        Require(
            await database.RunAsync(
                InForceSql,
                sql => sql.With(PolicyWords.Of(scope)).AllAsync(Read, ct),
                ct
            )
        );

    /// <summary>A limit from the five columns that begin with its name.</summary>
    internal static Limit Read(Row row) =>
        new(
            row.Text(0),
            PolicyWords.Read<LimitScope>(row.Text(1), PolicyWords.Of),
            PolicyWords.Read<LimitSpan>(row.Text(2), PolicyWords.Of),
            row.Usd(3),
            PolicyWords.Read<LimitAction>(row.Text(4), PolicyWords.Of)
        );

    private static IReadOnlyList<Limit> Require(IReadOnlyList<Limit> limits) =>
        limits.Count > 0
            ? limits
            : throw new InvalidOperationException("there are no limits to judge by");
}
