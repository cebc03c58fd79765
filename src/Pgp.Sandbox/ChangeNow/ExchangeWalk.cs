using Pgp.Contracts.Money;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>Moves exchanges on when their time comes, and pays out or back on the chain.</summary>
internal sealed class ExchangeWalk : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReceiptPause = TimeSpan.FromMilliseconds(50);

    private readonly ExchangeDesk desk;
    private readonly Surroundings around;
    private readonly TimeSpan step;
    private readonly Dictionary<string, Task> transfers = [];
    private readonly DueLoop loop;

    public ExchangeWalk(ExchangeDesk desk, Surroundings around)
    {
        this.desk = desk;
        this.around = around;
        step = around.Options.SwapStep;
        loop = new DueLoop("exchanges", around.Clock, around.Log, ct => Task.FromResult(Step(ct)));
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        Task[] last;
        lock (desk.Gate)
        {
            last = [.. transfers.Values];
        }

        await Task.WhenAll(last);
    }

    private DateTimeOffset? Step(CancellationToken ct)
    {
        lock (desk.Gate)
        {
            var now = around.Clock.GetUtcNow();
            var all = desk.State.Exchanges.Values;
            foreach (var exchange in all.Where(e => !e.Held && e.NextAt <= now).ToArray())
            {
                Advance(exchange, ct);
                around.File.Changed();
            }

            var ahead = all.Where(e => !e.Held && !transfers.ContainsKey(e.Id));
            return ahead.Select(exchange => exchange.NextAt).Min();
        }
    }

    private void Advance(Exchange exchange, CancellationToken ct)
    {
        switch (exchange.Status)
        {
            case ExchangeStatus.New:
                var window = ExchangeDesk.WindowOf(exchange);
                desk.Move(exchange, ExchangeStatus.Waiting, window);
                break;
            case ExchangeStatus.Waiting:
                desk.Move(exchange, ExchangeStatus.Expired, next: null);
                break;
            case ExchangeStatus.Confirming when desk.Terms.Verifying:
                desk.Move(exchange, ExchangeStatus.Verifying, next: null);
                break;
            case ExchangeStatus.Confirming:
            case ExchangeStatus.Verifying:
                desk.Move(exchange, ExchangeStatus.Exchanging, step);
                break;
            case ExchangeStatus.Exchanging when desk.Outcome(exchange) is null:
                Return(exchange);
                break;
            case ExchangeStatus.Exchanging:
                desk.Move(exchange, ExchangeStatus.Sending, step);
                break;
            case ExchangeStatus.Sending:
            case ExchangeStatus.Refunding:
                Transfer(exchange, ct);
                break;
            default:
                exchange.NextAt = null;
                break;
        }
    }

    // Without an address to return to, the exchange waits for somebody to ask for it.
    private void Return(Exchange exchange)
    {
        if (exchange.RefundAddress is null)
        {
            desk.Move(exchange, ExchangeStatus.Failed, next: null);
        }
        else
        {
            desk.Move(exchange, ExchangeStatus.Refunding, step);
        }
    }

    private void Transfer(Exchange exchange, CancellationToken ct)
    {
        if (!transfers.ContainsKey(exchange.Id))
        {
            transfers[exchange.Id] =
                exchange.Status == ExchangeStatus.Sending
                    ? PayOutAsync(exchange, ct)
                    : PayBackAsync(exchange, ct);
        }
    }

    private Task PayOutAsync(Exchange exchange, CancellationToken ct) =>
        SendAsync(
            exchange,
            async () =>
            {
                var to = ExchangeDesk.PairOf(exchange).To;
                if (exchange.PayoutHash is null)
                {
                    var promised = desk.Outcome(exchange) ?? 0;
                    // Told one amount and paid another: only the chain shows it.
                    var wrong = around.Faults.Take("changenow", "payout", FaultKind.WrongAmount);
                    var sent = wrong is null ? promised : to.RoundDown(promised * 0.9m);
                    var hash = await HashAsync(to, exchange.PayoutAddress, sent, ct);
                    lock (desk.Gate)
                    {
                        exchange.AmountTo = promised;
                        exchange.PayoutHash = hash;
                    }

                    around.File.Changed();
                }

                var mined = await MinedAsync(to, exchange.PayoutHash!, ct);
                return mined ? ExchangeStatus.Finished : ExchangeStatus.Failed;
            }
        );

    private Task PayBackAsync(Exchange exchange, CancellationToken ct) =>
        SendAsync(
            exchange,
            async () =>
            {
                var from = ExchangeDesk.PairOf(exchange).From;
                if (exchange.RefundHash is null)
                {
                    var amount = exchange.AmountFrom ?? 0;
                    var hash = await HashAsync(from, exchange.RefundAddress!, amount, ct);
                    lock (desk.Gate)
                    {
                        exchange.RefundAmount = amount;
                        exchange.RefundHash = hash;
                    }

                    around.File.Changed();
                }

                var mined = await MinedAsync(from, exchange.RefundHash!, ct);
                return mined ? ExchangeStatus.Refunded : ExchangeStatus.Failed;
            }
        );

    private async Task SendAsync(Exchange exchange, Func<Task<string>> transfer)
    {
        // Leaves the caller's lock before anything is awaited.
        await Task.Yield();
        try
        {
            Conclude(exchange, await transfer());
        }
        catch (ChainException refusal)
        {
            around.Log.PayoutRefused(exchange.Id, refusal);
            Conclude(exchange, null);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; the exchange stays where it is and goes on after a restart.
            Conclude(exchange, null);
        }
    }

    // Other chains exist by name only, and so do tokens that the sandbox's own chain has not got.
    private static bool IsOnChain(Coin coin) => coin == Coin.Eth || TestTokens.Of(coin) is not null;

    private async Task<string> HashAsync(
        ListedCoin coin,
        string to,
        decimal amount,
        CancellationToken ct
    ) =>
        IsOnChain(coin.Coin)
            ? await around.Accounts.SendAsync(
                around.Accounts.ChangeNow,
                to,
                coin.Exactly(amount),
                ct
            )
            : RandomText.Hex(64);

    private async Task<bool> MinedAsync(ListedCoin coin, string hash, CancellationToken ct)
    {
        if (!IsOnChain(coin.Coin))
        {
            return true;
        }

        while (true)
        {
            if (await around.Accounts.SucceededAsync(hash, ct) is { } succeeded)
            {
                return succeeded;
            }

            await Task.Delay(ReceiptPause, TimeProvider.System, ct);
        }
    }

    private void Conclude(Exchange exchange, string? status)
    {
        lock (desk.Gate)
        {
            transfers.Remove(exchange.Id);
            if (status is null)
            {
                exchange.NextAt = around.Clock.GetUtcNow() + PauseAfterRefusal;
            }
            else
            {
                desk.Move(exchange, status, next: null);
            }
        }

        around.File.Changed();
        loop.Poke();
    }
}
