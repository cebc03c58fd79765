using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Donating;

/// <summary>SQL on what a donor may change of his order: only until it is paid.</summary>
internal static class DonorQueries
{
    private const string IsOpenSql = """
        select exists (select from orders
                        where order_id = $1 and user_id = $2 and kind = 'donation'
                          and not exists (select from payments p
                                           where p.order_id = orders.order_id
                                             and p.state = 'paid'))
        """;

    private const string SaySql = """
        update orders
           set donor_message = $3
         where order_id = $1
           and user_id = $2
           and kind = 'donation'
           and state in ('created', 'invoiced')
           and not exists (select from payments p
                            where p.order_id = orders.order_id and p.state = 'paid')
        """;

    private const string ToggleNameSql = """
        update orders
           set is_anonymous = not is_anonymous
         where order_id = $1
           and user_id = $2
           and kind = 'donation'
           and state in ('created', 'invoiced')
           and not exists (select from payments p
                            where p.order_id = orders.order_id and p.state = 'paid')
        returning is_anonymous
        """;

    public static async Task<bool> IsOpenAsync(
        Database database,
        OrderId order,
        TelegramUserId donor,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsOpenSql,
            sql => sql.With(order).With(donor.Value).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    /// <returns><see langword="false"/>: not this person's, or paid already.</returns>
    public static Task<bool> SayAsync(
        Database database,
        OrderId order,
        TelegramUserId donor,
        string message,
        CancellationToken ct
    ) =>
        database.RunAsync(
            SaySql,
            sql => sql.With(order).With(donor.Value).With(message).HitsAsync(ct),
            ct
        );

    /// <returns>Whether the name is hidden now; null: as above.</returns>
    public static Task<bool?> ToggleNameAsync(
        Unit unit,
        OrderId order,
        TelegramUserId donor,
        CancellationToken ct
    ) => unit.Sql(ToggleNameSql).With(order).With(donor.Value).ValueAsync(row => row.Flag(0), ct);
}
