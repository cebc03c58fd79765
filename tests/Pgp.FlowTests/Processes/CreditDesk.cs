using System.Security.Cryptography;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.FlowTests.Chain;
using Pgp.Ledger;

namespace Pgp.FlowTests.Processes;

/// <summary>
/// Credits collecting owners the way ACCUMULATOR does, without the purchase before it: the operator
/// gives them of the wallet's capital.
/// </summary>
internal sealed class CreditDesk(Database tables)
{
    // An owner who is due with each credit of 25 dollars.
    private const string ChannelSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_threshold_usd, payout_coin, payout_address, created_at)
        values ($1, $2, $3, $4, 'Open', 'Closed', 'threshold', 20, 'usdt@eth', $5, $6)
        """;

    private const string PaymentSql = """
        insert into payments (
            payment_id, provider, provider_payment_id, state, provider_status, created_at,
            updated_at)
        values ($1, 'test', $2, 'waiting', 'waiting', $3, $3)
        """;

    private const string CreditSql = """
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at)
        values ($1, $2, $3, $4, $5, $6, $7, 25, 24.25, $8)
        """;

    private static readonly CoinAmount Received = CoinAmount.Parse(Coin.Eth, "0.01");

    /// <summary>A new owner with one credit that waits to be changed.</summary>
    public async Task CreditAsync(CancellationToken ct)
    {
        var channel = ChannelId.New(TimeProvider.System);
        var payment = PaymentId.New(TimeProvider.System);
        var (fee, net) = Received.Split(new BasisPoints(300));
        await using var unit = await tables.BeginAsync(ct);
        await OpenChannelAsync(unit, channel, ct);
        await unit.Sql(PaymentSql)
            .With(payment)
            .With(payment.ToString())
            .With(unit.Now)
            .ExecuteAsync(ct);
        await unit.Sql(CreditSql)
            .With(CreditId.New(unit.Clock))
            .With(payment)
            .With(channel)
            .With(Received)
            .With(fee.Atomic)
            .With(net.Atomic)
            .With(unit.Now)
            .ExecuteAsync(ct);
        var gift = new Entry($"paid:{payment}", "payment_settled") { Payment = payment };
        gift.Move(net, Account.OwnerPayable(channel), Account.PlatformCapital);
        gift.Move(fee, Account.PlatformFees, Account.PlatformCapital);
        await Books.BookAsync(unit, gift, ct);
        await unit.CommitAsync(ct);
    }

    private static async Task OpenChannelAsync(Unit unit, ChannelId channel, CancellationToken ct)
    {
        var number = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        await unit.Sql(ChannelSql)
            .With(channel)
            .With(RandomNumberGenerator.GetHexString(12))
            .With(-3_000_000_000_000L - number)
            .With(-4_000_000_000_000L - number)
            .With(PayoutDesk.FreshAddress())
            .With(unit.Now)
            .ExecuteAsync(ct);
    }
}
