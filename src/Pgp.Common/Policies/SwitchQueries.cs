using Pgp.Common.Database;
using Pgp.Contracts.Policies;

namespace Pgp.Common.Policies;

/// <summary>
/// Asks whether something may begin. Asked anew for each decision, so that a switch works at once
/// and everywhere; whoever cannot ask does not begin.
/// </summary>
public static class SwitchQueries
{
    private const string IsOnSql = """
        select is_on
          from switches
         where name = $1
         order by change desc
         limit 1
        """;

    /// <returns><see langword="false"/> also when nothing is recorded of it.</returns>
    public static async Task<bool> IsOnAsync(Unit unit, KillSwitch which, CancellationToken ct) =>
        await unit.Sql(IsOnSql).With(which.Name).ValueAsync(row => row.Flag(0), ct) ?? false;

    /// <inheritdoc cref="IsOnAsync(Unit, KillSwitch, CancellationToken)"/>
    public static Task<bool> IsOnAsync(
        Database.Database database,
        KillSwitch which,
        CancellationToken ct
    ) =>
        database.RunAsync(
            IsOnSql,
            async sql => await sql.With(which.Name).ValueAsync(row => row.Flag(0), ct) ?? false,
            ct
        );
}
