using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.FlowTests.Support;
using Pgp.Host.DemoData;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Oversight;
using Pgp.Testing;

namespace Pgp.FlowTests.DemoData;

/// <summary>What <c>pgp up --demo-data</c> plays, in a short story.</summary>
public sealed class DemoYearTests(ClusterFixture cluster)
{
    private const string UnbalancedSql = """
        select coin from ledger_postings group by coin having sum(amount) <> 0
        """;

    private const string FindingsSql = """
        select kind || ' ' || subject from reconciliation_findings where run_id = $1
        """;

    private static readonly Script Short = Script.Draw(
        days: 50,
        regulars: 3,
        donations: 3,
        seed: 1
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_story_fills_the_pages_of_its_owner_and_leaves_books_that_balance()
    {
        var clock = DemoDataFill.ClockFor(Short);
        await using var stack = await LocalStack.StartAsync(await OptionsAsync(clock), Ct);
        var told = new List<string>();
        await new DemoYear(stack, clock, Short, told.Add).RunAsync(Ct);

        Assert.Equal($"{Short.Deeds.Count} of {Short.Deeds.Count} deeds", told[^1].Split(", ")[1]);
        using var owner = await SignInAsync(stack);
        await PagesAreFullAsync(owner, clock.GetUtcNow());

        await using var facts = new Facts(NpgsqlDataSource.Create(stack.Database));
        Assert.Empty(await facts.RowsAsync(UnbalancedSql));
        Assert.Empty(await facts.RowsAsync("select name from dead_letters"));
        Assert.Empty(await facts.RowsAsync(FindingsSql, await ReconcileAsync(stack, clock)));
    }

    [Fact]
    public void Data_that_is_there_already_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("pgp-demo-data-");
        try
        {
            var folders = new LocalFolders(folder.FullName);
            DemoDataFill.RequireNew(folders, database: null);
            Directory.CreateDirectory(folders.PostgresData);
            var refused = Assert.Throws<LocalProblemException>(() =>
                DemoDataFill.RequireNew(folders, database: null)
            );
            Assert.Contains(
                $"rm -r {folders.Home}",
                refused.Problem.Remedy,
                StringComparison.Ordinal
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_database_of_ones_own_is_not_filled()
    {
        var folders = new LocalFolders(Path.GetTempPath());
        var refused = Assert.Throws<LocalProblemException>(() =>
            DemoDataFill.RequireNew(folders, "Host=elsewhere")
        );
        Assert.Contains("PGP_DATABASE", refused.Problem.Why, StringComparison.Ordinal);
    }

    private async Task<LocalStackOptions> OptionsAsync(ShiftedClock clock) =>
        DemoDataFill.Past(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(Ct),
                Settings = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["DB_POOL_SIZE"] = "4",
                    ["DB_MAX_OVERFLOW"] = "4",
                },
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            clock
        );

    private static async Task<DemoApi> SignInAsync(LocalStack stack)
    {
        var api = new DemoApi(stack.App);
        var login = new JsonObject
        {
            ["login"] = DemoOwner.Username,
            ["password"] = DemoOwner.Password,
            ["session"] = "token",
        };
        api.Token = (string)(await api.PostAsync("auth/login", login, Ct))!["access_token"]!;
        return api;
    }

    private static async Task PagesAreFullAsync(DemoApi owner, DateTimeOffset now)
    {
        var from = (now - TimeSpan.FromDays(Short.Days)).ToString("yyyy-MM-dd", Invariant);
        var to = now.ToString("yyyy-MM-dd", Invariant);
        var overview = await owner.GetAsync($"analytics/overview?from={from}&to={to}", Ct);
        var months = overview["earnings"]!
            .AsArray()
            .Where(day => (int)day!["payments"]! > 0)
            .Select(day => ((string)day!["day"]!)[..7])
            .Distinct(StringComparer.Ordinal);
        Assert.True(months.Count() >= 2, overview["earnings"]!.ToJsonString());
        foreach (
            var list in new[]
            {
                "channels",
                "payments",
                "subscribers",
                "payouts",
                "audit",
                "webhooks",
                "auth/keys",
                "auth/sessions",
            }
        )
        {
            var items = (await owner.GetAsync(list, Ct))["items"]!.AsArray();
            Assert.True(items.Count > 0, $"{list} is empty");
        }
    }

    private static async Task<Guid> ReconcileAsync(LocalStack stack, TimeProvider clock)
    {
        var settings = new SettingsReader(stack.Settings);
        await using var database = DataSources.Open(
            DatabaseAddress.Read(settings),
            ServiceName.Oversight.DatabaseRole,
            clock
        );
        return await OversightService.ReconcileAsync(
            database,
            settings,
            NullLoggerFactory.Instance,
            Ct
        );
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
