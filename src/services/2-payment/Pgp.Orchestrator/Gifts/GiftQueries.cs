using System.Security.Cryptography;
using Pgp.Common.Database;

namespace Pgp.Orchestrator.Gifts;

/// <summary>A gift whose row is locked for this unit.</summary>
internal sealed record Gift(OrderId Order, PaymentId Payment, bool IsPaid, long? RedeemedBy);

/// <summary>All SQL on <c>gifts</c>.</summary>
internal static class GiftQueries
{
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 83 bits: nobody finds a gift by trying. As long as other codes in links into the bot.
    private const int CodeLength = 14;

    private const string WrapSql = """
        insert into gifts (code, order_id, payment_id, created_at)
        values ($1, $2, $3, $4)
        on conflict (order_id) do nothing
        """;

    private const string LockSql = """
        select g.order_id, g.payment_id, p.state = 'paid', g.redeemed_by
          from gifts g
          join payments p using (payment_id)
         where g.code = $1
           for update of g
        """;

    private const string RedeemSql = """
        update gifts
           set redeemed_by = $2, redeemed_at = $3
         where code = $1
           and redeemed_by is null
        """;

    /// <summary>Makes the code that the buyer hands on.</summary>
    public static Task WrapAsync(
        Unit unit,
        PaymentId payment,
        OrderTerms terms,
        CancellationToken ct
    ) =>
        unit.Sql(WrapSql)
            .With(RandomNumberGenerator.GetString(Alphabet, CodeLength))
            .With(terms.OrderId)
            .With(payment)
            .With(unit.Now)
            .ExecuteAsync(ct);

    public static Task<Gift?> LockAsync(Unit unit, string code, CancellationToken ct) =>
        unit.Sql(LockSql)
            .With(code)
            .FirstAsync(
                row => new Gift(
                    row.Id<Contracts.Ids.OrderKind>(0),
                    row.Id<Contracts.Ids.PaymentKind>(1),
                    row.Flag(2),
                    row.LongOrNull(3)
                ),
                ct
            );

    public static Task<bool> RedeemAsync(
        Unit unit,
        string code,
        long receiver,
        CancellationToken ct
    ) => unit.Sql(RedeemSql).With(code).With(receiver).With(unit.Now).HitsAsync(ct);
}
