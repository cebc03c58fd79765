using Pgp.Common.Database;

namespace Pgp.Notifications.Alerts;

/// <summary>All SQL on <c>alert_deliveries</c>.</summary>
internal static class AlertDeliveryQueries
{
    private const string SettledSql = """
        select channel from alert_deliveries where alert_key = $1
        """;

    private const string InsertSql = """
        insert into alert_deliveries (alert_key, channel, state, detail, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict do nothing
        """;

    /// <summary>The channels that have nothing more to do with this alert.</summary>
    public static Task<IReadOnlyList<string>> SettledAsync(
        Database database,
        string alert,
        CancellationToken ct
    ) => database.RunAsync(SettledSql, sql => sql.With(alert).AllAsync(row => row.Text(0), ct), ct);

    /// <param name="refusal">Why it was not taken; null if it was.</param>
    public static Task<int> SettleAsync(
        Database database,
        string alert,
        string channel,
        string? refusal,
        CancellationToken ct
    ) =>
        database.RunAsync(
            InsertSql,
            sql =>
                sql.With(alert)
                    .With(channel)
                    .With(refusal is null ? "sent" : "refused")
                    .With(refusal)
                    .With(database.Clock.GetUtcNow())
                    .ExecuteAsync(ct),
            ct
        );
}
