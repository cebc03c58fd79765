using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Host.Chaos;
using Pgp.Host.Chaos.Verdict;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.FlowTests.Chaos;

/// <summary>A small run of <c>pgp chaos</c>, and that its checks see what they are there for.</summary>
public sealed class ChaosTests(ClusterFixture cluster)
{
    private const int Payments = 24;
    private const int Seed = 7;

    // Something that the tables say and nothing else does, one for each check.
    private const string LoseInviteSql = """
        delete from invites where payment_id = (select payment_id from invites limit 1)
        """;

    private const string ReopenPayoutSql = """
        update payout_executions
           set state = 'deposited'
         where payout_id = (
             select payout_id from payout_executions
               join payouts using (payout_id)
              where payout_executions.state = 'completed'
                and payout_executions.exchange_id is not null
              limit 1)
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_and_misled_it_still_adds_up_and_a_planted_error_is_found()
    {
        await using var stack = await StartAsync();
        var said = new List<string>();
        var options = new ChaosOptions(Payments, Seed, line => Add(said, line));
        using var run = new ChaosRun(stack, TimeSpan.Zero, options);

        var report = await run.RunAsync(Ct);

        Assert.True(report.Ok, string.Join('\n', [.. report.Details, .. said]));
        Assert.Equal(Payments, report.Payments);
        Assert.Equal(6, report.Harm.Kills.Count);
        Assert.All(report.Chain.Values, coin => Assert.Equal("0", coin.Difference));
        Assert.All(report.Ledger.Values, difference => Assert.Equal("0", difference));

        await PlantAsync(stack);
        await using var database = ChaosTables.Open(stack);
        var open = await OpenQueries.OpenAsync(database, Ct);
        Assert.Contains(open, thing => thing is { Kind: "invite", Reason: "none" });
        Assert.Contains(open, thing => thing is { Kind: "payout", Reason: "deposited" });
        var off = await LedgerCheck.RunAsync(database, Ct);
        Assert.Equal(
            ["payouts:in_flight", "swap:changenow"],
            off.Select(deviation => deviation.Account).Order(StringComparer.Ordinal)
        );
    }

    private async Task<LocalStack> StartAsync() =>
        await LocalStack.StartAsync(
            ChaosRun.Configure(
                new LocalStackOptions(LocalFolders.Find(), Temporary: true)
                {
                    Database = await cluster.Cluster.CreateDatabaseAsync(Ct),
                    Logging = logging => logging.SetMinimumLevel(LogLevel.None),
                },
                Seed
            ),
            Ct
        );

    private static async Task PlantAsync(LocalStack stack)
    {
        await using var source = NpgsqlDataSource.Create(stack.Database);
        foreach (var sql in (string[])[LoseInviteSql, ReopenPayoutSql])
        {
            await using var command = source.CreateCommand(sql);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
        }
    }

    private static void Add(List<string> lines, string line)
    {
        lock (lines)
        {
            lines.Add(line);
        }
    }
}
