using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// Conversions and payout batches that are open. Their partial indexes hold nothing else.
/// </summary>
internal static class SettlementFindingQueries
{
    private const string ConversionOverdueSql = """
        select 'conv_' || replace(conversion_id::text, '-', ''), created_at,
               'it is ' || state || coalesce(', order ' || exchange_id, '')
          from conversions
         where state not in ('completed', 'returned')
           and state <> 'held'
           and created_at <= $1
         order by created_at
         limit $2
        """;

    private const string ConversionHeldSql = """
        select 'conv_' || replace(conversion_id::text, '-', ''), created_at, reason
          from conversions
         where state not in ('completed', 'returned')
           and state = 'held'
           and updated_at <= $1
         order by created_at
         limit $2
        """;

    private const string BatchOverdueSql = """
        select 'bat_' || replace(batch_id::text, '-', ''), created_at,
               credits || ' credits are reserved'
          from payout_batches
         where state = 'reserved' and created_at <= $1
         order by created_at
         limit $2
        """;

    private const string BatchHeldSql = """
        select 'bat_' || replace(batch_id::text, '-', ''), created_at, reason
          from payout_batches
         where state = 'held' and updated_at <= $1
         order by created_at
         limit $2
        """;

    public static Task<IReadOnlyList<Finding>> ConversionOverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, ConversionOverdueSql, look, ct);

    public static Task<IReadOnlyList<Finding>> ConversionHeldAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, ConversionHeldSql, look, ct);

    public static Task<IReadOnlyList<Finding>> BatchOverdueAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, BatchOverdueSql, look, ct);

    public static Task<IReadOnlyList<Finding>> BatchHeldAsync(
        Database database,
        Look look,
        CancellationToken ct
    ) => FindingQueries.AskAsync(database, BatchHeldSql, look, ct);
}
