using System.Numerics;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Oversight.Reconciliation;

/// <summary>A transaction of ours whose end is not booked yet.</summary>
internal sealed record OpenTransaction(PayoutId PayoutId, CoinAmount Amount, string Hash);

/// <summary>A transfer that the books say is in the chain.</summary>
internal sealed record BookedTransfer(
    PayoutId PayoutId,
    CoinAmount Amount,
    string Hash,
    BigInteger Gas
);

/// <summary>A payment as we have it.</summary>
internal sealed record OurPayment(
    string ProviderId,
    PaymentId Id,
    string State,
    CoinAmount? Outcome
);

/// <summary>An exchange order as we have it.</summary>
/// <param name="PayoutId">What it serves.</param>
/// <param name="ExchangeId">The exchange's id.</param>
/// <param name="State">Of its execution.</param>
/// <param name="Deposit">What we paid in.</param>
/// <param name="Paid">What the exchange said it sent; only at the end.</param>
/// <param name="PaidHash">The transaction that it named for that.</param>
/// <param name="Receiver">Who was to get it; null: our own wallet.</param>
/// <param name="IsBooked">Whether what it brought is in the books.</param>
internal sealed record OurOrder(
    PayoutId PayoutId,
    string ExchangeId,
    string State,
    CoinAmount Deposit,
    CoinAmount? Paid,
    string? PaidHash,
    string? Receiver,
    bool IsBooked
);
