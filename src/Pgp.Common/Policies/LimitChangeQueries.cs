using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.Common.Policies;

/// <summary>A limit with the word of who set it.</summary>
public sealed record LimitInForce(
    Limit Limit,
    DateTimeOffset ValidFrom,
    string ChangedBy,
    string Reason
);

/// <summary>
/// For the operator's commands, as <c>pgp_oversight</c>. Rows are added, never changed.
/// </summary>
public static class LimitChangeQueries
{
    private const string ListSql = """
        select distinct on (limit_type) limit_type, scope, span, amount_usd, action, valid_from,
               changed_by, reason
          from limits
         order by limit_type, version desc
        """;

    // Everything but the amount stays what it was.
    private const string SetSql = """
        insert into limits (
            limit_type, scope, span, amount_usd, action, valid_from, changed_by, reason)
        select limit_type, scope, span, $2, action, $3, $4, $5
          from limits
         where limit_type = $1
         order by version desc
         limit 1
        """;

    public static Task<IReadOnlyList<LimitInForce>> ListAsync(
        Database.Database database,
        CancellationToken ct
    ) =>
        database.RunAsync(
            ListSql,
            sql =>
                sql.AllAsync(
                    row => new LimitInForce(
                        LimitQueries.Read(row),
                        row.Time(5),
                        row.Text(6),
                        row.Text(7)
                    ),
                    ct
                ),
            ct
        );

    /// <returns><see langword="false"/> when there is no such limit.</returns>
    public static Task<bool> SetAsync(
        Database.Database database,
        string type,
        Amount<Usd> amount,
        string by,
        string reason,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SetSql,
            sql =>
                sql.With(type)
                    .With(amount)
                    .With(database.Clock.GetUtcNow())
                    .With(by)
                    .With(reason)
                    .HitsAsync(ct),
            ct
        );
}
