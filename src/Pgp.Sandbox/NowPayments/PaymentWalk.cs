using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>Moves payments on when their time comes and pays merchants out on the chain.</summary>
internal sealed class PaymentWalk : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReceiptPause = TimeSpan.FromMilliseconds(50);

    private readonly PaymentDesk desk;
    private readonly Surroundings around;
    private readonly Dictionary<string, Task> payouts = [];
    private readonly DueLoop loop;

    public PaymentWalk(PaymentDesk desk, Surroundings around)
    {
        this.desk = desk;
        this.around = around;
        loop = new DueLoop("payments", around.Clock, around.Log, ct => Task.FromResult(Step(ct)));
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        Task[] last;
        lock (desk.Gate)
        {
            last = [.. payouts.Values];
        }

        await Task.WhenAll(last);
    }

    private DateTimeOffset? Step(CancellationToken ct)
    {
        lock (desk.Gate)
        {
            var now = around.Clock.GetUtcNow();
            foreach (
                var payment in desk.State.Payments.Values.Where(p => !p.Held && p.NextAt <= now)
            )
            {
                Advance(payment, ct);
            }

            var ahead = desk.State.Payments.Values.Where(p =>
                !p.Held && !payouts.ContainsKey(p.Id)
            );
            return ahead.Select(payment => payment.NextAt).Min();
        }
    }

    private void Advance(Payment payment, CancellationToken ct)
    {
        switch (payment.Status)
        {
            case PaymentStatus.Waiting:
                desk.Move(payment, PaymentStatus.Expired, next: null);
                break;
            case PaymentStatus.Sending:
                if (!payouts.ContainsKey(payment.Id))
                {
                    payouts[payment.Id] = PayOutAsync(payment, ct);
                }

                break;
            default:
                Follow(payment);
                break;
        }

        around.File.Changed();
    }

    private void Follow(Payment payment)
    {
        if (PaymentStatus.After(payment.Status, payment.Target) is { } next)
        {
            desk.Move(payment, next, around.Options.PaymentStep);
        }
        else
        {
            payment.NextAt = null;
        }
    }

    private async Task PayOutAsync(Payment payment, CancellationToken ct)
    {
        // Leaves the caller's lock before anything is awaited.
        await Task.Yield();
        try
        {
            await SendAsync(payment, ct);
            var mined = payment.PayoutHash is null || await MinedAsync(payment.PayoutHash, ct);
            Conclude(payment, mined ? payment.Target : PaymentStatus.Failed);
        }
        catch (ChainException refusal)
        {
            around.Log.PayoutRefused(payment.Id, refusal);
            Conclude(payment, null);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; the payment stays "sending" and goes on after a restart.
            Conclude(payment, null);
        }
    }

    private async Task SendAsync(Payment payment, CancellationToken ct)
    {
        var rest = (payment.OutcomeAmount ?? 0) - payment.OutcomeSentBefore;
        if (payment.PayoutHash is not null || rest <= 0)
        {
            return;
        }

        // The merchant is told one amount and paid another: only the chain shows it.
        var wrong = around.Faults.Take("nowpayments", "payout", FaultKind.WrongAmount) is not null;
        var amount = ListedCoin.OfCode("eth")!.Exactly(wrong ? rest * 0.9m : rest);
        var hash = await around.Accounts.SendAsync(
            around.Accounts.NowPayments,
            around.Options.HostWalletAddress,
            amount,
            ct
        );
        lock (desk.Gate)
        {
            payment.PayoutHash = hash;
        }

        around.File.Changed();
    }

    private async Task<bool> MinedAsync(string hash, CancellationToken ct)
    {
        while (true)
        {
            if (await around.Accounts.SucceededAsync(hash, ct) is { } succeeded)
            {
                return succeeded;
            }

            await Task.Delay(ReceiptPause, TimeProvider.System, ct);
        }
    }

    private void Conclude(Payment payment, string? status)
    {
        lock (desk.Gate)
        {
            payouts.Remove(payment.Id);
            if (status is null)
            {
                payment.NextAt = around.Clock.GetUtcNow() + PauseAfterRefusal;
            }
            else
            {
                desk.Move(payment, status, next: null);
            }
        }

        around.File.Changed();
        loop.Poke();
    }
}
