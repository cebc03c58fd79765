using Pgp.Common.Database;

namespace Pgp.Host.Operations;

/// <summary>Looks what became of a test alert.</summary>
internal static class AlertTestQueries
{
    private const string IsDoneSql = """
        select state <> 'open' from outbox where correlation = $1
        """;

    private const string DeliveriesSql = """
        select channel || ': ' || state || coalesce(', ' || detail, '')
          from alert_deliveries
         where alert_key = $1
         order by channel
        """;

    public static async Task<bool> IsDoneAsync(
        Database database,
        string story,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            IsDoneSql,
            sql => sql.With(story).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    public static Task<IReadOnlyList<string>> DeliveriesAsync(
        Database database,
        string alert,
        CancellationToken ct
    ) =>
        database.RunAsync(
            DeliveriesSql,
            sql => sql.With(alert).AllAsync(row => row.Text(0), ct),
            ct
        );
}
