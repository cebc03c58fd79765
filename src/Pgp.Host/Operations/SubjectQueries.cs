using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Host.Operations;

/// <summary>A payment by any of its names.</summary>
internal sealed record KnownPayment(PaymentId Id, OrderId? Order, string State, string? Reason);

/// <summary>Where a payout stands, by whoever has it last.</summary>
internal sealed record KnownPayout(string State, string? Reason);

/// <summary>Finds what an operator asks for.</summary>
internal static class SubjectQueries
{
    private const string PaymentSql = """
        select payment_id, order_id, state, reason
          from payments
         where payment_id = $1
            or order_id = $2
            or (provider = 'nowpayments' and provider_payment_id = $3)
         order by created_at
        """;

    private const string PayoutSql = """
        select state, reason
          from payout_executions
         where payout_id = $1
         union all
        select state, reason
          from payouts
         where payout_id = $1
        """;

    /// <summary>The payments of this id: ours, the order's, or the provider's.</summary>
    public static Task<IReadOnlyList<KnownPayment>> PaymentsAsync(
        Database database,
        string id,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PaymentSql,
            sql =>
                sql.With(PaymentId.TryParse(id, out var payment) ? payment : (PaymentId?)null)
                    .With(OrderId.TryParse(id, out var order) ? order : (OrderId?)null)
                    .With(id)
                    .AllAsync(
                        row => new KnownPayment(
                            row.Id<PaymentKind>(0),
                            row.UuidOrNull(1) is { } of ? new OrderId(of) : null,
                            row.Text(2),
                            row.TextOrNull(3)
                        ),
                        ct
                    ),
            ct
        );

    public static Task<KnownPayout?> PayoutAsync(
        Database database,
        PayoutId id,
        CancellationToken ct
    ) =>
        database.RunAsync(
            PayoutSql,
            sql =>
                sql.With(id).FirstAsync(row => new KnownPayout(row.Text(0), row.TextOrNull(1)), ct),
            ct
        );
}
