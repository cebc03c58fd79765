using System.Reflection;
using Npgsql;
using Pgp.Common.Database;

namespace Pgp.IntegrationTests.Schema;

/// <summary>A database as an earlier version left it, with purchases in it.</summary>
internal static class OldPurchases
{
    // One bought, renewed in time and again after 40 days; the other bought once.
    private const string SeedText = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_coin, payout_address, created_at)
        values (gen_random_uuid(), 'link00000001', -1, -2, 'open', 'closed', 'instant', 'eth@eth',
                '0x1111111111111111111111111111111111111111', now());

        create temporary table bought on commit drop as
        select gen_random_uuid() as id, number, buyer, timestamptz '2026-01-01 12:00Z' as start,
               wait, kind
          from (values (1, 1, 0, 'purchased'), (2, 1, 30, 'renewed'), (3, 1, 100, 'renewed'),
                       (4, 2, 0, 'purchased')) as b (number, buyer, wait, kind);

        insert into orders (
            order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd, status_token,
            created_at)
        select id, number, buyer, channel_id, 'subscription', 2, 30, 9.99, id::text, start
          from bought, channels;

        insert into payments (
            payment_id, provider, provider_payment_id, order_id, state, provider_status,
            created_at, updated_at)
        select id, 'nowpayments', number::text, id, 'confirming', 'finished', start, start
          from bought;

        insert into subscriptions (
            subscription_id, user_id, channel_id, paid_until, created_at, updated_at)
        select gen_random_uuid(), buyer, channel_id, max(start + make_interval(hours => 24 * wait))
               + interval '720 hours', min(start), max(start)
          from bought, channels
         group by buyer, channel_id;

        insert into subscription_events (
            payment_id, subscription_id, kind, days, valid_from, valid_until, created_at)
        select id, subscription_id, kind, 30, start + make_interval(hours => 24 * wait),
               start + make_interval(hours => 24 * (wait + 30)),
               start + make_interval(hours => 24 * wait)
          from bought
          join subscriptions on user_id = buyer;
        """;

    /// <summary>Runs the scripts up to one that is left out, and then fills the tables.</summary>
    public static async Task MigrateAndSeedAsync(
        NpgsqlDataSource source,
        string before,
        CancellationToken ct
    )
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(
            """
            create table schemaversions (
                schemaversionsid integer generated always as identity primary key,
                scriptname       text not null,
                applied          timestamp not null)
            """
        );
        foreach (var script in Scripts(before))
        {
            await RunAsync(await ReadAsync(script, ct));
            await RunAsync(
                $"insert into schemaversions (scriptname, applied) values ('{script}', now())"
            );
        }

        await RunAsync(SeedText);
        await transaction.CommitAsync(ct);

        async Task RunAsync(string text)
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>A column of texts.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(
        NpgsqlDataSource source,
        string sql,
        CancellationToken ct
    )
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static IEnumerable<string> Scripts(string before) =>
        typeof(Migrator)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => name["migrations/".Length..])
            .Where(name => string.CompareOrdinal(name, before) < 0)
            .Order(StringComparer.Ordinal);

    private static async Task<string> ReadAsync(string script, CancellationToken ct)
    {
        Assembly assembly = typeof(Migrator).Assembly;
        await using var stream = assembly.GetManifestResourceStream($"migrations/{script}")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
