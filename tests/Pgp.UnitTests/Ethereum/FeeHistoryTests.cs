using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.UnitTests.Ethereum;

public class FeeHistoryTests
{
    private static readonly BigInteger Fallback = 77;

    [Fact]
    public void The_last_base_fee_is_that_of_the_next_block() =>
        Assert.Equal(
            new FeeSuggestion(300, 5),
            Suggest("""{"baseFeePerGas":["0x64","0xc8","0x12c"],"reward":[["0x5"],["0x5"]]}""")
        );

    [Theory]
    [InlineData("""[["0x1"],["0x64"],["0x3"]]""", 3)]
    [InlineData("""[["0x1"],["0x2"],["0x3"],["0xffff"]]""", 3)]
    [InlineData("""[["0x0"],["0x0"],["0x0"],["0x4"]]""", 4)]
    public void The_tip_is_the_median_of_blocks_that_were_not_empty(string rewards, int tip) =>
        Assert.Equal(
            new FeeSuggestion(1, tip),
            Suggest($$"""{"baseFeePerGas":["0x1"],"reward":{{rewards}}}""")
        );

    [Theory]
    [InlineData("""{"baseFeePerGas":["0x1"]}""")]
    [InlineData("""{"baseFeePerGas":["0x1"],"reward":null}""")]
    [InlineData("""{"baseFeePerGas":["0x1"],"reward":[]}""")]
    [InlineData("""{"baseFeePerGas":["0x1"],"reward":[["0x0"],["0x0"]]}""")]
    public void Without_recent_tips_the_fallback_is_taken(string history) =>
        Assert.Equal(new FeeSuggestion(1, Fallback), Suggest(history));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"baseFeePerGas":[]}""")]
    [InlineData("""{"baseFeePerGas":[7]}""")]
    [InlineData("""{"baseFeePerGas":["0x1"],"reward":[[]]}""")]
    [InlineData("""{"baseFeePerGas":["0x1"],"reward":[7]}""")]
    public void A_history_that_cannot_be_read_is_no_suggestion(string history) =>
        Assert.Throws<FormatException>(() => Suggest(history));

    private static FeeSuggestion Suggest(string history) =>
        FeeHistory.Suggest(JsonDocument.Parse(history).RootElement, Fallback);
}
