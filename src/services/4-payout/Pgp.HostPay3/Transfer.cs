using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.HostPay3;

/// <summary>One transfer as it stands.</summary>
internal sealed record Transfer(
    PayoutId PayoutId,
    CoinAmount Amount,
    EthAddress To,
    string State,
    int Looks,
    long? Nonce,
    long? GasLimit,
    BigInteger? MaxFee,
    BigInteger? PriorityFee
)
{
    /// <summary>The bid that was reserved for.</summary>
    public FeeBid Bid => new(MaxFee!.Value, PriorityFee!.Value);
}

/// <summary>Signed bytes on record; the newest is the one in force.</summary>
internal sealed record RecordedTransaction(
    Hash32 Hash,
    SignedTransaction Signed,
    FeeBid Bid,
    string State,
    DateTimeOffset CreatedAt
);

/// <summary>What a step came to.</summary>
internal abstract record StepResult
{
    private StepResult() { }

    /// <summary>The state moved; look at it anew and go on at once.</summary>
    public static StepResult Continue { get; } = new Next();

    public sealed record Next : StepResult;

    /// <summary>Nothing to be done now; look again later.</summary>
    public sealed record Wait(TimeSpan Delay, TransferError? Error, string? Reason) : StepResult;

    /// <summary>It is over.</summary>
    public sealed record Ended(Ending Ending) : StepResult;
}

/// <summary>How a transfer ended, with what the books need.</summary>
internal abstract record Ending
{
    private Ending() { }

    /// <summary>In the chain with enough confirmations, successful or undone.</summary>
    public sealed record Mined(
        Hash32 Hash,
        bool Succeeded,
        long BlockNumber,
        long GasUsed,
        BigInteger GasPrice,
        Amount<Eth> Fee
    ) : Ending;

    /// <summary>Never signed.</summary>
    public sealed record Rejected(TransferError Error, string Reason) : Ending;
}
