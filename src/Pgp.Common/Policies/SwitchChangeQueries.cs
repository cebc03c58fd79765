using Pgp.Contracts.Policies;

namespace Pgp.Common.Policies;

/// <summary>How a switch stands, with the word of who set it.</summary>
/// <param name="Since">When it was set; for one that is off, since when it is.</param>
public sealed record SwitchState(
    string Name,
    bool IsOn,
    DateTimeOffset Since,
    string ChangedBy,
    string Reason
);

/// <summary>
/// For the operator's commands, as <c>pgp_oversight</c>. Rows are added, never changed.
/// </summary>
public static class SwitchChangeQueries
{
    private const string ListSql = """
        select distinct on (name) name, is_on, changed_at, changed_by, reason
          from switches
         order by name, change desc
        """;

    // Nothing where it stands so already: the newest row keeps saying since when.
    private const string SetSql = """
        insert into switches (name, is_on, changed_at, changed_by, reason)
        select $1, $2, $3, $4, $5
         where (select is_on
                  from switches
                 where name = $1
                 order by change desc
                 limit 1) is distinct from $2
        """;

    public static Task<IReadOnlyList<SwitchState>> ListAsync(
        Database.Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ListSql,
            sql =>
                sql.AllAsync(
                    row => new SwitchState(
                        row.Text(0),
                        row.Flag(1),
                        row.Time(2),
                        row.Text(3),
                        row.Text(4)
                    ),
                    ct
                ),
            ct
        );

    /// <returns><see langword="false"/> when it stands so already.</returns>
    public static Task<bool> SetAsync(
        Database.Database database,
        KillSwitch which,
        bool isOn,
        string by,
        string reason,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SetSql,
            sql =>
                sql.With(which.Name)
                    .With(isOn)
                    .With(database.Clock.GetUtcNow())
                    .With(by)
                    .With(reason)
                    .HitsAsync(ct),
            ct
        );
}
