using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Orchestrator;

/// <summary>All SQL on the payments table; ORCHESTRATOR is its only writer.</summary>
internal static class PaymentQueries
{
    private const string Provider = "nowpayments";

    private const string LockSql = """
        select pg_advisory_xact_lock(hashtextextended($1, 7042))
        """;

    private const string FindSql = """
        select payment_id, state, reason, pay_coin, actually_paid
          from payments
         where provider = $1
           and provider_payment_id = $2
           for update
        """;

    private const string OthersSql = """
        select count(*) filter (where state = 'paid') > 0,
               count(*) filter (where state in (
                   'waiting', 'confirming', 'partially_paid', 'paid', 'quarantined')) > 0
          from payments
         where order_id = $1
           and provider_payment_id <> $2
        """;

    // Channel and kind are the order's, noted here because owners page through payments by them.
    // Two steps on purpose: a payment becomes 'paid' only together with its shares (SettleSql).
    private const string UpsertSql = """
        insert into payments (
            payment_id, provider, provider_payment_id, order_id, channel_id, kind, state,
            provider_status, reason, pay_coin, pay_amount, other_coin, actually_paid, created_at,
            updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
        on conflict (payment_id) do update
           set state           = excluded.state,
               provider_status = excluded.provider_status,
               reason          = excluded.reason,
               pay_coin        = coalesce(payments.pay_coin, excluded.pay_coin),
               pay_amount      = case when excluded.other_coin is null then excluded.pay_amount
                                      else payments.pay_amount end,
               other_coin      = excluded.other_coin,
               actually_paid   = excluded.actually_paid,
               updated_at      = excluded.updated_at
        """;

    private const string SettleSql = """
        update payments
           set state           = 'paid',
               outcome_coin    = $2,
               outcome_amount  = $3,
               outcome_usd     = $4,
               price_source    = $5,
               fee_policy      = $6,
               fee_amount      = $7,
               net_amount      = $8,
               channel_id      = $9,
               payout_strategy = $10,
               payout_coin     = $11,
               payout_address  = $12,
               payout_extra_id = $13,
               paid_at         = $14
         where payment_id = $1
           and state <> 'paid'
        """;

    public static Task LockAsync(Unit unit, string key, CancellationToken ct) =>
        unit.Sql(LockSql).With(key).ExecuteAsync(ct);

    public static Task<KnownPayment?> FindAsync(
        Unit unit,
        string providerPaymentId,
        CancellationToken ct
    ) =>
        unit.Sql(FindSql)
            .With(Provider)
            .With(providerPaymentId)
            .FirstAsync(
                row => new KnownPayment(
                    row.Id<PaymentKind>(0),
                    row.Text(1),
                    row.TextOrNull(2),
                    row.TextOrNull(3) is { } coin ? Coin.Parse(coin) : null,
                    row.AtomicOrNull(4)
                ),
                ct
            );

    public static async Task<OtherPayments> OthersAsync(
        Unit unit,
        OrderId order,
        string providerPaymentId,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(OthersSql)
                .With(order)
                .With(providerPaymentId)
                .FirstAsync(row => new OtherPayments(row.Flag(0), row.Flag(1)), ct)
        )!;

    /// <param name="otherCoin">The coin that came, where it is not the one asked for.</param>
    public static Task UpsertAsync(
        Unit unit,
        PaymentId id,
        ProviderPayment payment,
        OrderTerms? terms,
        string state,
        string? reason,
        string? otherCoin,
        CancellationToken ct
    ) =>
        unit.Sql(UpsertSql)
            .With(id)
            .With(Provider)
            .With(payment.PaymentId)
            .With(terms?.OrderId)
            .With(terms?.ChannelId)
            .With(terms?.Kind)
            .With(state == PaymentStates.Paid ? PaymentStates.Confirming : state)
            .With(payment.Status.Text)
            .With(reason)
            .With(payment.PayAmount?.ToCoinAmount())
            .With(otherCoin)
            .With(payment.ActuallyPaid?.ToCoinAmount()?.Atomic)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static async Task SettleAsync(
        Unit unit,
        PaymentId id,
        OrderTerms terms,
        Verdict.Settled settled,
        int policy,
        CancellationToken ct
    )
    {
        var hit = await unit.Sql(SettleSql)
            .With(id)
            .With(settled.Received)
            .With(settled.Value)
            .With(settled.Valuation.Source)
            .With(policy)
            .With(settled.Fee.Atomic)
            .With(settled.Net.Atomic)
            .With(terms.ChannelId)
            .With(terms.PayoutStrategy)
            .With(terms.PayoutCoin)
            .With(terms.PayoutAddress)
            .With(terms.PayoutExtraId)
            .With(unit.Now)
            .HitsAsync(ct);
        if (!hit)
        {
            throw new InvalidOperationException($"{id} was settled before");
        }
    }
}
