using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Accumulator;

/// <summary>A settled payment whose owner collects until a threshold.</summary>
internal sealed record CollectedPayment(
    PaymentId PaymentId,
    ChannelId ChannelId,
    CoinAmount Received,
    CoinAmount Fee,
    CoinAmount Net,
    Amount<Usd> Value,
    BasisPoints FeeShare
);

/// <summary>All SQL of ACCUMULATOR: it reads payments and adds credits.</summary>
internal static class CreditQueries
{
    private const string FindPaymentSql = """
        select payments.channel_id, payments.outcome_coin, payments.outcome_amount,
               payments.fee_amount, payments.net_amount, payments.outcome_usd, policy.fee_bps
          from payments
          join fee_policies as policy on policy.version = payments.fee_policy
         where payments.payment_id = $1
           and payments.state = 'paid'
           and payments.payout_strategy = 'threshold'
        """;

    // A credit that came in as USDT is worth itself: nothing has to be changed.
    private const string AddSql = """
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at, usdt_amount, converted_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (payment_id) do nothing
        """;

    public static Task<CollectedPayment?> FindPaymentAsync(
        Unit unit,
        PaymentId payment,
        CancellationToken ct
    ) =>
        unit.Sql(FindPaymentSql)
            .With(payment)
            .FirstAsync(
                row =>
                {
                    var received = row.CoinAmount(1);
                    return new CollectedPayment(
                        payment,
                        row.Id<ChannelKind>(0),
                        received,
                        received with
                        {
                            Atomic = row.Atomic(3),
                        },
                        received with
                        {
                            Atomic = row.Atomic(4),
                        },
                        row.Usd(5),
                        new BasisPoints(row.Number(6))
                    );
                },
                ct
            );

    /// <returns><see langword="false"/> when this payment is credited already.</returns>
    public static Task<bool> AddAsync(
        Unit unit,
        CreditId credit,
        CollectedPayment payment,
        CancellationToken ct
    )
    {
        // The fee is rounded down in dollars as it is in coins.
        var (_, netValue) = payment.Value.Split(payment.FeeShare);
        var isUsdt = payment.Net.Coin == Coin.Usdt;
        return unit.Sql(AddSql)
            .With(credit)
            .With(payment.PaymentId)
            .With(payment.ChannelId)
            .With(payment.Received)
            .With(payment.Fee.Atomic)
            .With(payment.Net.Atomic)
            .With(payment.Value)
            .With(netValue)
            .With(unit.Now)
            .With(isUsdt ? payment.Net.Atomic : null)
            .With(isUsdt ? unit.Now : null)
            .HitsAsync(ct);
    }
}
