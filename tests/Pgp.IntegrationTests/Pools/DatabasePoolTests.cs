using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Pools;

public sealed class DatabasePoolTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Role = "pgp_orchestrator";
    private const string PidSql = "select pg_backend_pid()";

    private static readonly Dictionary<string, string> Small = new(StringComparer.Ordinal)
    {
        ["DB_POOL_SIZE"] = "1",
        ["DB_MAX_OVERFLOW"] = "1",
        ["DB_POOL_TIMEOUT"] = "1",
        ["DB_POOL_RECYCLE"] = "60",
    };

    public static TheoryData<string, int, bool> Profiles =>
        new()
        {
            { "Standard", 15, true },
            { "EventDriven", 5, true },
            { "OnDemand", 15, false },
        };

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_profile_sizes_the_pool(string name, int size, bool pooled)
    {
        using var source = DataSources.Create(Db.Address, Role, ProfileOf(name));
        var made = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal(size, made.MaxPoolSize);
        Assert.Equal(pooled, made.Pooling);
        Assert.Equal(30, made.Timeout);
        Assert.Equal(1800, made.ConnectionLifetime);
        Assert.Equal(Role, made.ApplicationName);
    }

    [Fact]
    public async Task A_service_works_as_its_own_role()
    {
        var database = Db.As(ServiceName.NpIpn);
        Assert.Equal(
            ["pgp_np_ipn"],
            await database.RunAsync(
                "select current_user::text",
                sql => sql.AllAsync(row => row.Text(0), Ct),
                Ct
            )
        );
    }

    [Fact]
    public async Task A_pooled_connection_is_used_again()
    {
        var database = Db.As(ServiceName.NpIpn);
        Assert.Equal(await PidAsync(database), await PidAsync(database));
    }

    [Fact]
    public async Task On_demand_every_use_has_a_connection_of_its_own_and_keeps_none()
    {
        var database = Db.As(Role, DatabaseProfile.OnDemand, TimeProvider.System, Db.Signal);
        Assert.NotEqual(await PidAsync(database), await PidAsync(database));
        await Eventually.GetAsync(
            () =>
                Db.AskAsync<long>(
                    """
                    select count(*)
                      from pg_stat_activity
                     where datname = current_database()
                       and application_name = $1
                    """,
                    Role
                ),
            open => open == 0,
            Ct
        );
    }

    [Fact]
    public async Task A_pool_that_is_used_up_makes_callers_wait_and_then_fail()
    {
        var profile = DatabaseProfile.Standard.With(new SettingsReader(Small));
        var database = Db.As(Role, profile, TimeProvider.System, Db.Signal);
        await using (await database.BeginAsync(Ct))
        await using (await database.BeginAsync(Ct))
        {
            Assert.Equal(new PoolStatus(2, 2, 2), database.PoolStatus());
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.BeginAsync(Ct));
            Assert.Equal(new PoolStatus(2, 2, 2), database.PoolStatus());
        }

        Assert.Equal(new PoolStatus(2, 0, 2), database.PoolStatus());
        await PidAsync(database);
    }

    [Fact]
    public async Task Who_committed_holds_no_connection_while_going_on_to_read()
    {
        var profile = DatabaseProfile.Standard.With(new SettingsReader(Small));
        var database = Db.As(Role, profile, TimeProvider.System, Db.Signal);
        await using var first = await database.BeginAsync(Ct);
        await using var second = await database.BeginAsync(Ct);
        await first.CommitAsync(Ct);
        await second.CommitAsync(Ct);
        Assert.Equal(new PoolStatus(2, 0, 2), database.PoolStatus());
        await PidAsync(database);
    }

    [Fact]
    public async Task A_connection_that_died_in_the_pool_is_replaced_unseen()
    {
        var database = Db.As(ServiceName.NpIpn);
        for (var round = 0; round < 3; round++)
        {
            var pid = await PidAsync(database);
            await Db.RunAsync("select pg_terminate_backend($1)", pid);
            await GoneAsync(pid);
            Assert.NotEqual(pid, await PidAsync(database));
        }

        Assert.Equal(new PoolStatus(15, 0, 1), database.PoolStatus());
    }

    [Fact]
    public async Task A_pool_of_dead_connections_is_emptied()
    {
        var database = Db.As(ServiceName.NpIpn);
        var units = new List<Unit>();
        for (var i = 0; i < 5; i++)
        {
            units.Add(await database.BeginAsync(Ct));
        }

        foreach (var unit in units)
        {
            await unit.DisposeAsync();
        }

        await Db.RunAsync(
            """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where datname = current_database()
               and application_name = 'pgp_np_ipn'
            """
        );
        for (var i = 0; i < 5; i++)
        {
            await PidAsync(database);
        }
    }

    [Fact]
    public async Task A_connection_that_dies_in_use_does_not_use_up_the_pool()
    {
        var profile = DatabaseProfile.Standard.With(new SettingsReader(Small));
        var database = Db.As(Role, profile, TimeProvider.System, Db.Signal);
        for (var round = 0; round < 4; round++)
        {
            var unit = await database.BeginAsync(Ct);
            var pid = (await unit.Sql(PidSql).ValueAsync(row => row.Number(0), Ct))!.Value;
            await Db.RunAsync("select pg_terminate_backend($1)", pid);
            await GoneAsync(pid);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => unit.CommitAsync(Ct));
            await unit.DisposeAsync();
        }

        Assert.Equal(0, database.PoolStatus().CheckedOut);
        await PidAsync(database);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_no_connection_behind()
    {
        var profile = DatabaseProfile.Standard.With(new SettingsReader(Small));
        var database = Db.As(Role, profile, TimeProvider.System, Db.Signal);
        await PidAsync(database);
        for (var round = 0; round < 200; round++)
        {
            // Given up at ever later moments, also while the connection is asked for a sign of life.
            using var impatient = new CancellationTokenSource();
            var begun = database.BeginAsync(impatient.Token);
            Thread.SpinWait(round * 200);
            await impatient.CancelAsync();
            try
            {
                await (await begun).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                Assert.True(impatient.IsCancellationRequested);
            }
        }

        Assert.Equal(0, database.PoolStatus().CheckedOut);
        await PidAsync(database);
    }

    [Fact]
    public async Task Whatever_the_server_is_set_to_a_day_has_24_hours()
    {
        var name = await Db.AskAsync<string>("select current_database()::text");
        await Db.RunAsync($"alter database {name} set timezone = 'Europe/Berlin'");
        var hours = await Db.As(ServiceName.Orchestrator)
            .RunAsync(
                """
                select (extract(epoch from
                    timestamptz '2026-03-20 12:00Z' + make_interval(days => 30)
                        - timestamptz '2026-03-20 12:00Z') / 3600)::int
                """,
                sql => sql.ValueAsync(row => row.Number(0), Ct),
                Ct
            );
        Assert.Equal(30 * 24, hours);
    }

    private static DatabaseProfile ProfileOf(string name) =>
        name switch
        {
            "Standard" => DatabaseProfile.Standard,
            "EventDriven" => DatabaseProfile.EventDriven,
            _ => DatabaseProfile.OnDemand,
        };

    private static async Task<int> PidAsync(Database database) =>
        (
            await database.RunAsync(PidSql, sql => sql.ValueAsync(row => row.Number(0), Ct), Ct)
        )!.Value;

    private Task<long> GoneAsync(int pid) =>
        Eventually.GetAsync(
            () => Db.AskAsync<long>("select count(*) from pg_stat_activity where pid = $1", pid),
            alive => alive == 0,
            Ct
        );
}
