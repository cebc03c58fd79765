using Npgsql;
using Pgp.FlowTests.Settlement;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// MICROBATCHPROCESSOR and BATCHPROCESSOR killed in the middle of a run, at moments drawn from a
/// fixed seed, and once for certain between two statements of a transaction.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class KilledSettlementTests(ProcessStack stack) : IAsyncLifetime
{
    private const int Rounds = 4;
    private const int OwnersPerRound = 3;
    private const int LatestMs = 1_500;

    private const string WaitingSql = """
        select pid::text
          from pg_stat_activity
         where wait_event_type = 'Lock'
           and query like 'insert into %'
        """;

    private const string UnpaidSql = """
        select credit_id::text from credits where paid_at is null
        """;

    private static readonly TimeSpan PaidWithin = TimeSpan.FromSeconds(120);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await stack.StartAsync(ProcessStack.Changer, Ct);
        await stack.StartAsync(ProcessStack.Payer, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await stack.StopAsync(ProcessStack.Changer);
        await stack.StopAsync(ProcessStack.Payer);
    }

    [Theory]
    [InlineData(ProcessStack.Changer, "conversions", 8)]
    [InlineData(ProcessStack.Payer, "payout_batches", 11)]
    public async Task Killed_again_and_again_it_still_changes_and_pays_each_credit_once(
        string victim,
        string table,
        int seed
    )
    {
        var moments = new Random(seed);
        var desk = new CreditDesk(stack.Desk.Tables);
        var sent = await stack.Node.SentAsync(stack.WalletAddress, Ct);
        var undertakings = await CountAsync();
        await KillInsideAsync(victim, table, desk);
        for (var round = 0; round < Rounds; round++)
        {
            await CreditAsync(desk);
            var moment = TimeSpan.FromMilliseconds(moments.Next(LatestMs));
            await Task.Delay(moment, TimeProvider.System, Ct);
            await KillAsync(victim);
        }

        await Eventually.GetAsync(
            () => stack.ListAsync(UnpaidSql, Ct),
            unpaid => unpaid.Count == 0,
            Ct,
            PaidWithin
        );
        await stack.CheckTasksAsync(Ct);
        foreach (var sql in Auditor.Queries)
        {
            Assert.Empty(await stack.ListAsync($"select found::text from ({sql}) as found", Ct));
        }

        await stack.Books.CheckAsync([], Ct);
        // As many transactions as there were conversions and payouts.
        Assert.Equal(
            await CountAsync() - undertakings,
            await stack.Node.SentAsync(stack.WalletAddress, Ct) - sent
        );
    }

    // The run is inside its transaction and cannot go on: the table is locked.
    private async Task KillInsideAsync(string victim, string table, CreditDesk desk)
    {
        await using var source = NpgsqlDataSource.Create(stack.Settings["PGP_DATABASE"]);
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
#pragma warning disable CA2100 // The table's name is this test's.
            await using var locking = new NpgsqlCommand(
                $"lock table {table} in share row exclusive mode",
                connection,
                transaction
            );
#pragma warning restore CA2100
            await locking.ExecuteNonQueryAsync(Ct);
            await CreditAsync(desk);
            await Eventually.GetAsync(
                () => stack.ListAsync(WaitingSql, Ct),
                waiting => waiting.Count > 0,
                Ct
            );
            await stack.KillAsync(victim);
            await transaction.RollbackAsync(Ct);
        }

        await GoOnAsync(victim);
    }

    private static async Task CreditAsync(CreditDesk desk)
    {
        for (var owner = 0; owner < OwnersPerRound; owner++)
        {
            await desk.CreditAsync(Ct);
        }
    }

    private async Task KillAsync(string victim)
    {
        await stack.KillAsync(victim);
        await GoOnAsync(victim);
    }

    // The minute of the dead run's lease is over.
    private async Task GoOnAsync(string victim)
    {
        await stack.ListAsync(
            "update job_runs set lease_until = started_at where state = 'running' returning job",
            Ct
        );
        await stack.LaunchAsync(victim, Ct);
    }

    private async Task<long> CountAsync() =>
        long.Parse(
            (
                await stack.ListAsync(
                    """
                    select ((select count(*) from conversions)
                          + (select count(*) from payout_batches))::text
                    """,
                    Ct
                )
            )[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
