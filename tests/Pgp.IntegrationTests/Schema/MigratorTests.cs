using Npgsql;
using Pgp.Common.Database;

namespace Pgp.IntegrationTests.Schema;

public sealed class MigratorTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Databases_side_by_side_do_not_race_for_the_servers_roles() =>
        Assert.All(await Task.WhenAll(server.Migrations), Assert.NotEmpty);

    [Fact]
    public async Task An_empty_database_gets_every_script_in_order_and_then_none()
    {
        var database = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        var applied = await Migrator.MigrateAsync(database, Ct);
        Assert.NotEmpty(applied);
        Assert.Equal(applied.Order(StringComparer.Ordinal), applied);
        Assert.All(applied, name => Assert.Matches("^[0-9]{4}_[a-z0-9_]+\\.sql$", name));
        Assert.Empty(await Migrator.MigrateAsync(database, Ct));
        Assert.Empty(await Migrator.PendingAsync(source, Ct));
    }

    [Fact]
    public async Task Two_starters_take_turns_and_leave_no_lock_behind()
    {
        var database = await server.CreateDatabaseAsync();
        var applied = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(number => Migrator.MigrateAsync(As(database, $"starter {number}"), Ct))
        );
        Assert.Single(applied, scripts => scripts.Count > 0);

        // Their process lives on, and another one must not wait for its end.
        await using var source = NpgsqlDataSource.Create(As(database, "another process"));
        await using var locks = source.CreateCommand(
            """
            select count(*)
              from pg_locks
              join pg_database on pg_database.oid = database
             where locktype = 'advisory' and datname = current_database()
            """
        );
        Assert.Equal(0L, await locks.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Purchases_from_before_subscriptions_had_states_become_a_log()
    {
        var database = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await OldPurchases.MigrateAndSeedAsync(source, before: "0012", Ct);
        await Migrator.MigrateAsync(database, Ct);

        Assert.Equal(
            [
                "1 1 purchased active opened 2 9.990000",
                "1 2 renewed active 2 9.990000",
                "1 3 returned active opened 2 9.990000",
                "2 1 purchased active opened 2 9.990000",
            ],
            await OldPurchases.ListAsync(
                source,
                """
                select concat_ws(' ', user_id, seq, kind, e.state, access, e.tier_no,
                           price_usd)
                  from subscription_events e
                  join subscriptions using (subscription_id)
                 order by user_id, seq
                """,
                Ct
            )
        );
        Assert.Equal(
            ["1 active 3 3 2 t", "2 active 1 1 2 t"],
            await OldPurchases.ListAsync(
                source,
                """
                select concat_ws(' ', user_id, state, run_seq, version, tier_no,
                           next_action_at = paid_until)
                  from subscriptions
                 order by user_id
                """,
                Ct
            )
        );
    }

    private static string As(string connection, string application) =>
        new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = application,
        }.ConnectionString;
}
