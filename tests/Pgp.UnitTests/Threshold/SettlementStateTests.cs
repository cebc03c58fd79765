using Pgp.BatchProcessor;
using Pgp.HostPay1;
using Pgp.MicroBatchProcessor;
using Pgp.Split1;
using Pgp.UnitTests.Payout;

namespace Pgp.UnitTests.Threshold;

public sealed class SettlementStateTests
{
    private const string Script = "0007_create_settlement.sql";

    [Fact]
    public void Microbatchprocessor_and_the_schema_know_the_same_states()
    {
        StateTables.MustMatch(StateTables.OfSchema(Script, "conversions"), ConversionStates.Moves);
        StateTables.MustOnlyGoForward(ConversionStates.Moves);
        Assert.Equal(
            [ConversionStates.Completed, ConversionStates.Returned],
            StateTables.Ends(ConversionStates.Moves)
        );
    }

    [Fact]
    public void Batchprocessor_and_the_schema_know_the_same_states()
    {
        StateTables.MustMatch(StateTables.OfSchema(Script, "payout_batches"), BatchStates.Moves);
        StateTables.MustOnlyGoForward(BatchStates.Moves);
        Assert.Equal(
            [BatchStates.Completed, BatchStates.Released],
            StateTables.Ends(BatchStates.Moves)
        );
    }

    [Theory]
    [InlineData("Pgp.MicroBatchProcessor", "conversions", 3)]
    [InlineData("Pgp.BatchProcessor", "payout_batches", 1)]
    [InlineData("Pgp.Split1", "payouts", 3)]
    [InlineData("Pgp.HostPay1", "payout_executions", 1)]
    public void Every_move_that_a_statement_names_is_in_the_table(
        string project,
        string table,
        int least
    )
    {
        var moves = MovesOf(project);
        var named = StateTables.MovesInSql(project, table).ToList();
        Assert.True(named.Count >= least, $"only {named.Count} moves found");
        Assert.All(named, move => Assert.Contains(move.To, moves[move.From]));
    }

    [Theory]
    [InlineData("Pgp.MicroBatchProcessor", "conversions")]
    [InlineData("Pgp.BatchProcessor", "payout_batches")]
    [InlineData("Pgp.Split1", "payouts")]
    [InlineData("Pgp.HostPay1", "payout_executions")]
    public void Every_update_of_a_state_names_the_state_it_expects(string project, string table) =>
        Assert.Empty(StateTables.BlindMovesInSql(project, table));

    [Fact]
    public void What_an_exchange_has_got_is_never_asked_for_again()
    {
        foreach (var state in new[] { ConversionStates.Executing, ConversionStates.Held })
        {
            Assert.DoesNotContain(
                ConversionStates.OrderRequested,
                StateTables.Reachable(ConversionStates.Moves, state)
            );
        }
    }

    [Fact]
    public void A_conversion_is_over_when_nothing_leads_on() =>
        Assert.All(
            ConversionStates.Moves.Keys,
            state =>
                Assert.Equal(
                    state is ConversionStates.Completed or ConversionStates.Returned,
                    ConversionStates.Moves[state].Length == 0
                )
        );

    private static IReadOnlyDictionary<string, string[]> MovesOf(string project) =>
        project switch
        {
            "Pgp.MicroBatchProcessor" => ConversionStates.Moves,
            "Pgp.BatchProcessor" => BatchStates.Moves,
            "Pgp.Split1" => PayoutStates.Moves,
            "Pgp.HostPay1" => ExecutionStates.Moves,
            _ => throw new ArgumentOutOfRangeException(nameof(project)),
        };
}
