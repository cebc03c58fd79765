using Pgp.Common.Database;
using Pgp.Host.Chaos.Verdict;
using Pgp.Host.Stack;

namespace Pgp.Host.DemoData;

/// <summary>
/// Waits until all that was begun has ended. Only then may the clock move: a task that is a day old
/// is given up.
/// </summary>
internal sealed class Settling(Database database, SandboxPartners partners)
{
    public async Task WaitAsync(CancellationToken ct)
    {
        var patience = new Patience();
        while (await OpenAsync(ct) is { } open)
        {
            await patience.PauseAsync($"it does not come to an end: {open}", ct);
        }
    }

    /// <summary>
    /// Waits until no job has left out a time, as all had to while the clock moved. Who looks later
    /// would be told that jobs are missed.
    /// </summary>
    public async Task WaitForJobsAsync(CancellationToken ct)
    {
        var patience = new Patience();
        while (await SettlingQueries.JobsBehindAsync(database, ct) is [var job, ..])
        {
            await patience.PauseAsync($"it does not catch up: {job}", ct);
        }
    }

    /// <exception cref="InvalidOperationException">Something was given up.</exception>
    public async Task RequireNothingGivenUpAsync(CancellationToken ct)
    {
        var givenUp = await OpenQueries.GivenUpAsync(database, ct);
        var held = await OpenQueries.HeldAsync(database, ct);
        if (givenUp.Concat(held).FirstOrDefault() is { } one)
        {
            throw new InvalidOperationException($"it did not come to a good end: {one}");
        }
    }

    // The provider is asked first: what it has then is what we must have come to know.
    private async Task<string?> OpenAsync(CancellationToken ct)
    {
        var provider = (await partners.PaymentsAsync(ct)).Select(ProviderPayment.Of).ToList();
        if (provider.FirstOrDefault(payment => payment.IsUnderWay) is { } underWay)
        {
            return $"payment {underWay.Id} is {underWay.Status}";
        }

        var recorded = (await FactQueries.PaymentsAsync(database, ct)).ToDictionary(
            payment => payment.ProviderId,
            StringComparer.Ordinal
        );
        var unheard = provider.FirstOrDefault(payment =>
            !payment.HasOutcome(recorded.GetValueOrDefault(payment.Id))
        );
        if (unheard is not null)
        {
            return $"payment {unheard.Id} is not heard of";
        }

        if (await SettlingQueries.DueAsync(database, ct) is [var due, ..])
        {
            return due;
        }

        return await OpenQueries.UnderWayAsync(database, ct) is [var open, ..]
            ? open.ToString()
            : null;
    }
}
