using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Host.Stack;
using Pgp.Ledger;
using Pgp.Ledger.Statements;

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
          left join credits using (payment_id)
          left join payouts
            on payouts.payment_id = payments.payment_id
            or payouts.batch_id = credits.batch_id
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

    private const string ConversionsSql = """
        select conversion_id, state, coin, amount, received, distributed, exchange_id, paid_hash,
               (select count(*)::int from credits
                 where credits.conversion_id = conversions.conversion_id)
          from conversions
         order by created_at
        """;

    private const string BatchesSql = """
        select batch_id, batch.state, batch.amount, batch.credits, payouts.payout_id,
               execution.paid_coin, execution.paid_amount,
               coalesce(execution.paid_hash, execution.transaction_hash), batch.channel_id
          from payout_batches as batch
          left join payouts using (batch_id)
          left join payout_executions as execution using (payout_id)
         order by batch.created_at
        """;

    // What is collected and waits: not changed yet, being changed, payable, on its way.
    private const string CollectedSql = """
        select channels.open_title, channels.payout_threshold_usd,
               count(credits.credit_id)::int,
               count(*) filter (where credits.usdt_amount is null)::int,
               coalesce(sum(credits.usdt_amount) filter (where credits.batch_id is null), 0),
               coalesce(sum(credits.usdt_amount) filter (where credits.paid_at is not null), 0),
               channels.channel_id
          from channels
          join credits using (channel_id)
         group by channels.channel_id
         order by channels.open_title
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

    public Task<IReadOnlyList<DemoConversion>> ConversionsAsync(CancellationToken ct) =>
        database.RunAsync(
            ConversionsSql,
            sql =>
                sql.AllAsync(
                    row => new DemoConversion(
                        row.Id<Contracts.Ids.ConversionKind>(0).ToString(),
                        row.Text(1),
                        row.Number(8),
                        row.CoinAmount(2).Coin.ToString(),
                        row.CoinAmount(2).ToDecimalText(),
                        Usdt(row.AtomicOrNull(4)),
                        Usdt(row.AtomicOrNull(5)),
                        row.TextOrNull(6),
                        row.TextOrNull(7)
                    ),
                    ct
                ),
            ct
        );

    public Task<IReadOnlyList<DemoBatch>> BatchesAsync(CancellationToken ct) =>
        database.RunAsync(
            BatchesSql,
            sql =>
                sql.AllAsync(
                    row => new DemoBatch(
                        row.Id<Contracts.Ids.BatchKind>(0).ToString(),
                        row.Id<Contracts.Ids.ChannelKind>(8).ToString(),
                        row.Text(1),
                        row.Number(3),
                        Usdt(row.Atomic(2))!,
                        row.TextOrNull(4),
                        row.CoinAmountOrNull(5)?.Coin.ToString(),
                        row.CoinAmountOrNull(5)?.ToDecimalText(),
                        row.TextOrNull(7)
                    ),
                    ct
                ),
            ct
        );

    /// <summary>How far each collecting channel's credits have come.</summary>
    public Task<IReadOnlyList<Collected>> CollectedAsync(CancellationToken ct) =>
        database.RunAsync(
            CollectedSql,
            sql =>
                sql.AllAsync(
                    row => new Collected(
                        row.Id<Contracts.Ids.ChannelKind>(6),
                        row.Text(0),
                        row.Usd(1),
                        row.Number(2),
                        row.Number(3),
                        new Amount<Usdt>(row.Atomic(4)),
                        new Amount<Usdt>(row.Atomic(5))
                    ),
                    ct
                ),
            ct
        );

    /// <summary>This month of every collecting owner.</summary>
    public async Task<IReadOnlyList<StatementReport>> StatementsAsync(CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        var statements = new List<StatementReport>();
        foreach (var channel in await CollectedAsync(ct))
        {
            var statement = await Statements.OfMonthAsync(
                database,
                channel.ChannelId,
                now.Year,
                now.Month,
                ct
            );
            statements.Add(StatementReport.Of(statement));
        }

        return statements;
    }

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

    private static string? Usdt(BigInteger? atomic) =>
        atomic is { } amount ? InCoins(Coin.Usdt, amount) : null;

    private static string InCoins(Coin coin, BigInteger atomic) =>
        DecimalText.FromAtomic(atomic, coin.Decimals);
}
