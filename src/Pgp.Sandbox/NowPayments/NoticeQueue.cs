using System.Security.Cryptography;
using System.Text;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>
/// Sends instant payment notices: signed over the sorted body, repeated a fixed number of times at
/// a
/// fixed interval when refused, then never again (spec 70, 1.6). The first attempts of one payment
/// go out in order unless a fault order says otherwise.
/// </summary>
internal sealed class NoticeQueue : IAsyncDisposable
{
    private const string Partner = "nowpayments";
    private const string Operation = "ipn";

    private readonly NowPaymentsState state;
    private readonly Lock gate;
    private readonly byte[] secret;
    private readonly FaultPlan faults;
    private readonly Delivery delivery;
    private readonly TimeProvider clock;
    private readonly Action changed;
    private readonly HashSet<string> busyPayments = [];
    private readonly HashSet<Task> sending = [];
    private readonly DueLoop loop;

    public NoticeQueue(PaymentDesk desk, Surroundings around)
    {
        state = desk.State;
        gate = desk.Gate;
        secret = Encoding.UTF8.GetBytes(around.Options.NowPaymentsIpnSecret.Trim());
        faults = around.Faults;
        delivery = around.Delivery;
        clock = around.Clock;
        changed = around.File.Changed;
        loop = new DueLoop("payment notices", clock, around.Log, ct => Task.FromResult(Step(ct)));
    }

    public void Start() => loop.Start();

    /// <summary>Queues a notice of the payment as it is now. Called under the lock.</summary>
    public void Enqueue(Payment payment)
    {
        if (!Uri.TryCreate(payment.IpnUrl, UriKind.Absolute, out var target))
        {
            return;
        }

        var body = PaymentJson.OfNotice(payment);
        if (faults.Take(Partner, Operation, FaultKind.WrongAmount) is not null)
        {
            body["actually_paid"] = JsNumber.Node(payment.ActuallyPaid / 2);
        }

        var signed =
            state.Settings.Canonical == "objects"
                ? JsText.StringifySortedArraysAsObjects(body)
                : JsText.StringifySorted(body);
        state.Notices.Add(
            new Notice
            {
                PaymentId = payment.Id,
                Status = payment.Status,
                Target = target,
                Body = JsText.Stringify(body),
                Signature = Convert.ToHexStringLower(
                    HMACSHA512.HashData(secret, Encoding.UTF8.GetBytes(signed))
                ),
                DueAt = clock.GetUtcNow(),
                AttemptsMax = 1 + state.Settings.NoticeRepeats,
            }
        );
        loop.Poke();
    }

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        Task[] last;
        lock (gate)
        {
            last = [.. sending];
        }

        await Task.WhenAll(last);
    }

    private DateTimeOffset? Step(CancellationToken ct)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var notice in state.Notices.ToArray())
            {
                if (notice.DueAt <= now && busyPayments.Add(notice.PaymentId))
                {
                    Track(SendAsync(notice, ct));
                }
            }

            var waiting = state.Notices.Where(notice => !busyPayments.Contains(notice.PaymentId));
            return waiting.Select(notice => (DateTimeOffset?)notice.DueAt).Min();
        }
    }

    private void Track(Task task)
    {
        sending.Add(task);
        _ = task.ContinueWith(
            done =>
            {
                lock (gate)
                {
                    sending.Remove(done);
                }
            },
            TaskScheduler.Default
        );
    }

    private async Task SendAsync(Notice notice, CancellationToken ct)
    {
        // Leaves the caller's lock before anything is awaited.
        await Task.Yield();
        var accepted = false;
        try
        {
            accepted = await AttemptAsync(notice, ct);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; the notice stays in the state and goes out after a restart.
        }
        finally
        {
            Conclude(notice, accepted);
        }
    }

    private async Task<bool> AttemptAsync(Notice notice, CancellationToken ct)
    {
        var fault = faults.Take(
            Partner,
            Operation,
            FaultKind.Drop,
            FaultKind.DropAfter,
            FaultKind.Delay,
            FaultKind.Duplicate,
            FaultKind.Reorder,
            FaultKind.WrongSignature
        );
        if (fault is { Milliseconds: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), clock, ct);
        }

        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                return true; // Lost for good: nothing repeats it.
            case FaultKind.Reorder:
                MoveBehindNext(notice);
                return false;
            case FaultKind.WrongSignature:
                return await PostAsync(notice, new string('0', notice.Signature.Length), ct);
            case FaultKind.Duplicate:
                await PostAsync(notice, notice.Signature, ct);
                return await PostAsync(notice, notice.Signature, ct);
            case FaultKind.DropAfter:
                await PostAsync(notice, notice.Signature, ct);
                return false;
            default:
                return await PostAsync(notice, notice.Signature, ct);
        }
    }

    private async Task<bool> PostAsync(Notice notice, string signature, CancellationToken ct)
    {
        KeyValuePair<string, string>[] headers = [new("x-nowpayments-sig", signature)];
        var target = notice.Target;
        var result = await delivery.PostAsync(Partner, Operation, target, notice.Body, headers, ct);
        return result.Accepted;
    }

    private void MoveBehindNext(Notice notice)
    {
        lock (gate)
        {
            var at = state.Notices.IndexOf(notice);
            var next = state.Notices.FindIndex(at + 1, n => n.PaymentId == notice.PaymentId);
            if (next > at)
            {
                state.Notices.RemoveAt(at);
                state.Notices.Insert(next, notice);
            }
            else
            {
                // Nothing to swap with yet: held back until the next change is known.
                notice.DueAt = clock.GetUtcNow() + TimeSpan.FromSeconds(2);
            }

            notice.Attempts--;
        }
    }

    private void Conclude(Notice notice, bool accepted)
    {
        lock (gate)
        {
            busyPayments.Remove(notice.PaymentId);
            notice.Attempts++;
            if (accepted || notice.Attempts >= notice.AttemptsMax)
            {
                state.Notices.Remove(notice);
            }
            else if (notice.Attempts > 0)
            {
                var pause = TimeSpan.FromMilliseconds(state.Settings.NoticeRepeatMilliseconds);
                notice.DueAt = clock.GetUtcNow() + pause;
            }
        }

        changed();
        loop.Poke();
    }
}
