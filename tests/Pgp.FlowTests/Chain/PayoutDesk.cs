using System.Security.Cryptography;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Ledger;

namespace Pgp.FlowTests.Chain;

/// <summary>
/// Hands payouts over the way SPLIT1 does, without the purchase before it: direct ones, whose
/// receiver is the owner, in any coin of the wallet.
/// </summary>
internal sealed class PayoutDesk : IAsyncDisposable
{
    private const string OwnerRole = "pgp_owner";

    private const string ChannelSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_coin, payout_address, created_at)
        values ($1, $2, $3, $4, 'Open', 'Closed', 'instant', 'eth@eth', $5, $6)
        """;

    private const string PaymentSql = """
        insert into payments (
            payment_id, provider, provider_payment_id, state, provider_status, created_at,
            updated_at)
        values ($1, 'test', $2, 'waiting', 'waiting', $3, $3)
        """;

    private const string PayoutSql = """
        insert into payouts (
            payout_id, payment_id, channel_id, route, source_coin, source_amount, target_coin,
            target_address, state, deposit_address, created_at, updated_at)
        values ($1, $2, $3, 'direct', $4, $5, $6, $7, 'handed_over', $7, $8, $8)
        """;

    private readonly Database owner;
    private readonly Database split1;

    private PayoutDesk(string connection)
    {
        owner = Open(connection, OwnerRole);
        split1 = Open(connection, ServiceName.Split1.DatabaseRole);
    }

    /// <summary>Whose payouts these are.</summary>
    public ChannelId Channel { get; } = ChannelId.New(TimeProvider.System);

    /// <summary>Sees everything.</summary>
    public Database Tables => owner;

    public static async Task<PayoutDesk> OpenAsync(string connection, CancellationToken ct)
    {
        var desk = new PayoutDesk(connection);
        await using var unit = await desk.owner.BeginAsync(ct);
        var number = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        await unit.Sql(ChannelSql)
            .With(desk.Channel)
            .With(RandomNumberGenerator.GetHexString(12))
            .With(-1_000_000_000_000L - number)
            .With(-2_000_000_000_000L - number)
            .With(FreshAddress())
            .With(unit.Now)
            .ExecuteAsync(ct);
        await unit.CommitAsync(ct);
        return desk;
    }

    /// <summary>An address that nobody has the key of and that holds nothing.</summary>
    public static string FreshAddress() =>
        "0x" + RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>Records the payout and asks HOSTPAY1 to execute it.</summary>
    public async Task<PayoutId> HandOverAsync(
        CoinAmount amount,
        string receiver,
        CancellationToken ct
    )
    {
        var payment = PaymentId.New(TimeProvider.System);
        var payout = PayoutId.Instant(payment);
        await using (var unit = await owner.BeginAsync(ct))
        {
            await unit.Sql(PaymentSql)
                .With(payment)
                .With(payment.ToString())
                .With(unit.Now)
                .ExecuteAsync(ct);
            await unit.Sql(PayoutSql)
                .With(payout)
                .With(payment)
                .With(Channel)
                .With(amount)
                .With(amount.Coin)
                .With(receiver)
                .With(unit.Now)
                .ExecuteAsync(ct);
            var owed = new Entry($"owed:{payout}", "owed") { Payout = payout };
            owed.Move(amount, Account.PayoutsInFlight, Account.PlatformCapital);
            await Books.BookAsync(unit, owed, ct);
            await unit.CommitAsync(ct);
        }

        await using var trigger = await split1.BeginAsync(ct);
        await trigger.EnqueueAsync(new PayoutTriggered(payout, amount, receiver, null), ct);
        await trigger.CommitAsync(ct);
        return payout;
    }

    /// <summary>Books what the test put into the wallet, or (negative) took out of it.</summary>
    public async Task BookCapitalAsync(string cause, CoinAmount amount, CancellationToken ct)
    {
        var entry = new Entry($"{cause}:{Guid.NewGuid():N}", "capital");
        var (from, to) = (Account.PlatformCapital, Account.HostWallet);
        entry =
            amount.Atomic.Sign >= 0
                ? entry.Move(amount, from, to)
                : entry.Move(new CoinAmount(amount.Coin, -amount.Atomic), to, from);
        await using var unit = await owner.BeginAsync(ct);
        await Books.BookAsync(unit, entry, ct);
        await unit.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        await split1.DisposeAsync();
    }

    private static Database Open(string connection, string role)
    {
        var profile = DatabaseProfile.EventDriven;
        var source = DataSources.Create(new DatabaseAddress(connection, true), role, profile);
        return new Database(
            source,
            profile,
            new FaultPoints(),
            new OutboxSignal(),
            TimeProvider.System
        );
    }
}
