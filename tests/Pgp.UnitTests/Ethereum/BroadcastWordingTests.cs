using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.UnitTests.Ethereum;

/// <summary>The table of spec 70, 5.4, one row per wording.</summary>
public class BroadcastWordingTests
{
    [Theory]
    [InlineData("already known")] // geth
    [InlineData("transaction already imported")] // anvil
    [InlineData("known transaction: 76fd4bcbc5ef2e0f3f51acbe457b8e97ec9dd153")] // old geth
    public void The_same_bytes_are_in_the_pool_already(string message) =>
        Assert.IsType<BroadcastOutcome.AlreadyKnown>(BroadcastWording.Classify(message));

    [Theory]
    [InlineData("nonce too low: next nonce 8, tx nonce 7")] // geth
    [InlineData("nonce too low")] // anvil
    public void The_nonce_is_used(string message) =>
        Assert.IsType<BroadcastOutcome.NonceUsed>(BroadcastWording.Classify(message));

    [Theory]
    [InlineData("replacement transaction underpriced")] // geth and anvil
    [InlineData("transaction underpriced: gas tip cap 0, minimum needed 1")] // geth
    public void The_bid_must_be_higher(string message) =>
        Assert.IsType<BroadcastOutcome.Underpriced>(BroadcastWording.Classify(message));

    [Theory]
    // geth
    [InlineData("insufficient funds for gas * price + value: balance 0, tx cost 1, overshot 1")]
    [InlineData("Insufficient funds for gas * price + value")] // anvil
    public void The_account_cannot_pay(string message) =>
        Assert.IsType<BroadcastOutcome.InsufficientFunds>(BroadcastWording.Classify(message));

    [Theory]
    [InlineData("max fee per gas less than block base fee")] // anvil
    // geth
    [InlineData("max fee per gas less than block base fee: address 0xf39F, maxFeePerGas: 1")]
    public void The_fee_is_under_the_base_fee(string message) =>
        Assert.IsType<BroadcastOutcome.FeeTooLow>(BroadcastWording.Classify(message));

    [Theory]
    [InlineData("intrinsic gas too low: gas 20000, minimum needed 21000")] // geth
    [InlineData("intrinsic gas too low")] // anvil
    [InlineData("intrinsic gas too high -- tx.gas_limit > env.block.gas_limit")] // anvil
    [InlineData("insufficient gas for floor data gas cost: gas 21000, minimum needed 24000")]
    [InlineData("exceeds block gas limit")] // geth
    [InlineData("transaction gas limit too high (cap: 16777216, tx: 16777217)")] // geth
    [InlineData("max priority fee per gas higher than max fee per gas")] // anvil
    // geth
    [InlineData("max priority fee per gas higher than max fee per gas: address 0xf39F")]
    [InlineData("tx fee (1.20 ether) exceeds the configured cap (1.00 ether)")] // geth
    [InlineData("invalid sender")] // geth
    [InlineData("invalid chain id for signer")] // anvil
    [InlineData("invalid chain id for signer: have 5 want 1")] // geth
    [InlineData("transaction type not supported")] // geth
    [InlineData("typed transaction too short")] // geth
    [InlineData("rlp: value size exceeds available input length")] // geth
    [InlineData("Failed to decode transaction")] // anvil
    public void No_node_will_take_it(string message) =>
        Assert.Equal(new BroadcastOutcome.Refused(message), BroadcastWording.Classify(message));

    [Theory]
    [InlineData("")]
    [InlineData("txpool is full")]
    [InlineData("internal error")]
    [InlineData("the method eth_sendRawTransaction does not exist/is not available")]
    [InlineData("unknown transaction type")] // Contains "known transaction".
    [InlineData("header not found")]
    public void Everything_else_may_have_arrived(string message) =>
        Assert.Equal(new BroadcastOutcome.Unknown(message), BroadcastWording.Classify(message));

    [Fact]
    public void The_case_of_the_letters_does_not_matter() =>
        Assert.IsType<BroadcastOutcome.NonceUsed>(BroadcastWording.Classify("Nonce Too Low"));
}
