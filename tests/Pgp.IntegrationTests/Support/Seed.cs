using System.Globalization;

namespace Pgp.IntegrationTests.Support;

/// <summary>Rows that a test starts from, written by the owner of the schema.</summary>
internal static class Seed
{
    public const string TraceParent = "00-11111111111111111111111111111111-2222222222222222-01";

    private static int last;

    /// <summary>A channel pair whose owner is paid at once, in ether.</summary>
    public static async Task<ChannelId> ChannelAsync(TestDatabase db)
    {
        var id = ChannelId.New(TimeProvider.System);
        var number = Interlocked.Increment(ref last);
        await db.RunAsync(
            """
            insert into channels (
                channel_id, link_code, open_channel_id, closed_channel_id, open_title,
                closed_title, payout_strategy, payout_coin, payout_address, created_at)
            values ($1, $2, $3, $4, 'open', 'closed', 'instant', 'eth@eth',
                    '0x1111111111111111111111111111111111111111', now())
            """,
            id.Value,
            string.Create(CultureInfo.InvariantCulture, $"link{number:D8}"),
            -1_000_000_000_000L - (2 * number),
            -1_000_000_000_001L - (2 * number)
        );
        return id;
    }

    /// <summary>An account for the web that nobody can sign in to.</summary>
    public static Task<int> AccountAsync(TestDatabase db, Guid id, string username) =>
        db.RunAsync(
            """
            insert into accounts (
                account_id, username, email, password_hash, password_changed_at, language,
                created_at)
            values ($1, $2, $2 || '@example.com', 'x', now(), 'en', now())
            """,
            id,
            username
        );

    /// <summary>An order for 30 days at 9.99 usd whose invoice is open.</summary>
    public static async Task<OrderId> OrderAsync(
        TestDatabase db,
        ChannelId channel,
        DateTimeOffset at
    )
    {
        var id = OrderId.New(TimeProvider.System);
        await db.RunAsync(
            """
            insert into orders (
                order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd, state,
                invoice_id, invoice_url, status_token, traceparent, created_at, invoiced_at)
            values ($1, $2, 123456789, $3, 'subscription', 1, 30, 9.99, 'invoiced',
                    $4, 'https://invoice.example/1', $4, $5, $6, $6)
            """,
            id.Value,
            (long)Interlocked.Increment(ref last),
            channel.Value,
            id.ToString(),
            TraceParent,
            at
        );
        return id;
    }

    /// <summary>A payment in the state given; only what that state needs is filled in.</summary>
    public static async Task<PaymentId> PaymentAsync(
        TestDatabase db,
        OrderId order,
        string providerPaymentId,
        string state
    )
    {
        var id = PaymentId.New(TimeProvider.System);
        await db.RunAsync(
            """
            insert into payments (
                payment_id, provider, provider_payment_id, order_id, channel_id, kind, state,
                provider_status, reason, outcome_coin, outcome_amount, fee_amount, net_amount,
                payout_address, created_at, updated_at, paid_at)
            select $1, 'nowpayments', $2, order_id, channel_id, kind, $4, $4, 'seeded', 'eth@eth',
                   100, 3, 97, '0x1111111111111111111111111111111111111111', now(), now(), now()
              from orders
             where order_id = $3
            """,
            id.Value,
            providerPaymentId,
            order.Value,
            state
        );
        return id;
    }
}
