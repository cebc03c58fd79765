using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Host.Stack;
using Pgp.Ledger;

namespace Pgp.Host.Demo;

/// <summary>
/// Reads what happened from the database and the chain, as a role that may only read.
/// </summary>
internal sealed class Evidence : IAsyncDisposable
{
    private const string ReaderRole = "pgp_reader";

    private const string PaymentsSql = """
        select payments.payment_id, orders.kind, payments.state, orders.order_id,
               orders.created_at, execution.payout_id, execution.state, execution.paid_coin,
               execution.paid_amount, execution.paid_hash, execution.transaction_hash
          from payments
          join orders using (order_id)
          left join payouts using (payment_id)
          left join payout_executions as execution using (payout_id)
         order by orders.created_at
        """;

    private const string StepsSql = """
        select target, name, started_at
          from outbox
         where correlation = $1
           and started_at is not null
         order by started_at
        """;

    private const string InvitesSql = """
        select extract(epoch from (invites.sent_at - min(event.received_at)))::numeric
          from invites
          join payments using (payment_id)
          join payment_events as event
            on event.provider_payment_id = payments.provider_payment_id
           and event.body like '%"payment_status":"finished"%'::bytea
         where invites.state = 'sent'
         group by invites.payment_id, invites.sent_at
        """;

    private const string UnbalancedSql = """
        select coin from ledger_postings group by coin having sum(amount) <> 0
        """;

    private readonly Database database;
    private readonly EthereumRpc rpc;
    private readonly HttpClient http;
    private readonly EthAddress wallet;

    public Evidence(LocalStack stack)
    {
        var address = new DatabaseAddress(stack.Database, AssumeRole: true);
        var profile = DatabaseProfile.EventDriven;
        var source = DataSources.Create(address, ReaderRole, profile);
        var signal = new OutboxSignal();
        database = new Database(source, profile, new FaultPoints(), signal, TimeProvider.System);
        http = new HttpClient { BaseAddress = stack.Chain };
        rpc = new EthereumRpc(http);
        wallet = EthAddress.Parse(stack.Wallet);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await database.DisposeAsync();
    }

    public async Task<IReadOnlyList<DemoPayment>> PaymentsAsync(CancellationToken ct)
    {
        var rows = await database.RunAsync(PaymentsSql, sql => sql.AllAsync(ReadPayment, ct), ct);
        var payments = new List<DemoPayment>();
        foreach (var (payment, order, began) in rows)
        {
            var steps = await StepsAsync(order.ToString(), began, ct);
            payments.Add(payment with { Steps = steps });
        }

        return payments;
    }

    /// <summary>Seconds from the accepted "finished" message to the invite, per invite.</summary>
    public Task<IReadOnlyList<decimal>> InviteSecondsAsync(CancellationToken ct) =>
        database.RunAsync(InvitesSql, sql => sql.AllAsync(row => row.Decimal(0), ct), ct);

    public async Task<DemoLedger> LedgerAsync(CancellationToken ct)
    {
        var wrong = await database.RunAsync(
            UnbalancedSql,
            sql => sql.AllAsync(row => row.Text(0), ct),
            ct
        );
        var balances = await Books.BalancesAsync(database, ct);
        return new DemoLedger(
            wrong.Count == 0,
            balances
                .GroupBy(balance => balance.Account, StringComparer.Ordinal)
                .ToDictionary(
                    account => account.Key,
                    IReadOnlyDictionary<string, string> (account) =>
                        account.ToDictionary(
                            balance => balance.Coin.ToString(),
                            balance => InCoins(balance.Coin, balance.Atomic),
                            StringComparer.Ordinal
                        ),
                    StringComparer.Ordinal
                )
        );
    }

    /// <summary>The wallet in the books beside the wallet on the chain, per coin.</summary>
    public async Task<IReadOnlyDictionary<string, DemoReconciliation>> ReconcileAsync(
        CancellationToken ct
    )
    {
        var balances = await Books.BalancesAsync(database, ct);
        var lines = new Dictionary<string, DemoReconciliation>(StringComparer.Ordinal);
        foreach (var asset in ChainAssets.Mainnet.All)
        {
            var booked = balances
                .Where(b => b.Account == Account.HostWallet.Name && b.Coin == asset.Coin)
                .Aggregate(BigInteger.Zero, (sum, balance) => sum + balance.Atomic);
            var held = (await rpc.BalanceAsync(asset, wallet, ct)).Atomic;
            lines[asset.Coin.ToString()] = new DemoReconciliation(
                InCoins(asset.Coin, booked),
                InCoins(asset.Coin, held),
                InCoins(asset.Coin, booked - held)
            );
        }

        return lines;
    }

    private async Task<IReadOnlyList<DemoStep>> StepsAsync(
        string order,
        DateTimeOffset began,
        CancellationToken ct
    ) =>
        await database.RunAsync(
            StepsSql,
            sql =>
                sql.With(order)
                    .AllAsync(
                        row => new DemoStep(
                            row.Text(0),
                            row.Text(1),
                            (long)(row.Time(2) - began).TotalMilliseconds
                        ),
                        ct
                    ),
            ct
        );

    private static (DemoPayment, OrderId, DateTimeOffset) ReadPayment(Row row)
    {
        var paid = row.CoinAmountOrNull(7);
        var payout = row.TextOrNull(5) is { } id
            ? new DemoPayout(
                id,
                row.TextOrNull(9) ?? row.TextOrNull(10),
                paid?.Coin.ToString() ?? "",
                paid?.ToDecimalText() ?? "",
                row.Text(6)
            )
            : null;
        var payment = row.Id<Contracts.Ids.PaymentKind>(0).ToString();
        return (
            new DemoPayment(payment, row.Text(1), row.Text(2), [], payout),
            row.Id<Contracts.Ids.OrderKind>(3),
            row.Time(4)
        );
    }

    private static string InCoins(Coin coin, BigInteger atomic) =>
        DecimalText.FromAtomic(atomic, coin.Decimals);
}
