using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Split1;

/// <summary>What an owner is to be paid, as those recorded it who decided it.</summary>
/// <param name="Value">
/// What it was worth when the payment settled; a USDT counts as a dollar.
/// </param>
internal sealed record OwnersShare(
    ChannelId ChannelId,
    CoinAmount Amount,
    Amount<Usd> Value,
    Coin TargetCoin,
    string TargetAddress,
    string? TargetExtraId
)
{
    /// <summary>The owner wants the very coin that the wallet holds: no exchange needed.</summary>
    public bool IsDirect => TargetCoin == Amount.Coin;

    /// <summary>
    /// Judges the wallet once more by the rules of the day: it may have been stored when they were
    /// laxer, and what is sent to a wrong address is lost.
    /// </summary>
    /// <returns>Codes of what is wrong, without the address; null when nothing is.</returns>
    public string? WalletRefusal()
    {
        var errors = new List<FieldError>();
        new WalletCheck(errors).Run(TargetCoin.ToString(), TargetAddress, TargetExtraId);
        return errors.Count == 0
            ? null
            : "wallet refused: "
                + string.Join(", ", errors.Select(error => $"{error.Field} {error.Code}"));
    }
}

/// <summary>SQL on what other services decided: settled payments and reserved batches.</summary>
internal static class ShareQueries
{
    // The fourth column is the value in micro-dollars, rounded down.
    private const string OfPaymentSql = """
        select channel_id, outcome_coin, net_amount,
               div(outcome_usd * 1000000 * net_amount, outcome_amount), payout_coin, payout_address,
               payout_extra_id
          from payments
         where payment_id = $1
           and state = 'paid'
           and payout_strategy = 'instant'
        """;

    private const string OfBatchSql = """
        select channel_id, $2, amount, amount, target_coin, target_address, target_extra_id
          from payout_batches
         where batch_id = $1
           and state = 'reserved'
        """;

    public static Task<OwnersShare?> OfPaymentAsync(
        Unit unit,
        PaymentId payment,
        CancellationToken ct
    ) => unit.Sql(OfPaymentSql).With(payment).FirstAsync(Read, ct);

    public static Task<OwnersShare?> OfBatchAsync(Unit unit, BatchId batch, CancellationToken ct) =>
        unit.Sql(OfBatchSql).With(batch).With(Coin.Usdt).FirstAsync(Read, ct);

    private static OwnersShare Read(Row row) =>
        new(
            row.Id<ChannelKind>(0),
            row.CoinAmount(1),
            new Amount<Usd>(row.Atomic(3)),
            Coin.Parse(row.Text(4)),
            row.Text(5),
            row.TextOrNull(6)
        );
}
