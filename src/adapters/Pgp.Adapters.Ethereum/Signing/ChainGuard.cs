using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>What came of the wish to sign.</summary>
public abstract record SigningOutcome
{
    private SigningOutcome() { }

    public sealed record Signed(SignedTransaction Transaction) : SigningOutcome;

    /// <summary>Nothing was signed: the node or the transaction belongs to another chain.</summary>
    public sealed record WrongChain(ChainId Expected, ChainId Actual) : SigningOutcome;
}

/// <summary>
/// Signs only for the expected chain and only while the node serves that chain: a test node behind
/// a production address would otherwise hand out nonces and fees of another world.
/// </summary>
public sealed class ChainGuard(EthereumRpc rpc, ISigner signer, ChainId expected)
{
    public EthAddress Address => signer.Address;

    /// <exception cref="EthereumRpcException">
    /// The node could not be asked; nothing was signed.
    /// </exception>
    /// <exception cref="SigningException">The key could not be used.</exception>
    public async Task<SigningOutcome> SignAsync(
        Eip1559Transaction transaction,
        CancellationToken ct
    )
    {
        if (transaction.ChainId != expected)
        {
            return new SigningOutcome.WrongChain(expected, transaction.ChainId);
        }

        return await rpc.CheckChainAsync(expected, ct) switch
        {
            ChainCheck.Right => new SigningOutcome.Signed(await signer.SignAsync(transaction, ct)),
            ChainCheck.Wrong wrong => new SigningOutcome.WrongChain(expected, wrong.Actual),
            var other => throw new InvalidOperationException($"unknown check: {other}"),
        };
    }
}
