using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Secrets;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// Carries one delivery at a time: takes it, sends it, writes down what became of it. Any number
/// may work, in any number of processes. At least once: who dies between the answer and the record
/// leaves a delivery that is made again, under the same id.
/// </summary>
internal sealed class Courier(
    Database database,
    WebhookSender sender,
    SecretBox box,
    ILogger<Courier> log
)
{
    private const string Gone = "gone";
    private const string Failing = "failing";

    /// <param name="busy">Endpoints that have enough under way.</param>
    /// <returns>
    /// A delivery that is the caller's for a minute; null when nothing is due.
    /// </returns>
    public Task<DueDelivery?> TakeAsync(WebhookEndpointId[] busy, CancellationToken ct) =>
        QueueQueries.TakeAsync(database, busy, ct);

    /// <returns>When there is more to take; null for nothing in sight.</returns>
    public Task<DateTimeOffset?> NextAsync(WebhookEndpointId[] busy, CancellationToken ct) =>
        QueueQueries.NextAsync(database, busy, ct);

    /// <summary>
    /// Makes the attempt. Taken is taken: nothing here is cancelled with the host.
    /// </summary>
    public async Task CarryAsync(DueDelivery due)
    {
        var ct = CancellationToken.None;
        if (!due.IsOn)
        {
            await ResultQueries.DiscardAsync(database, due, ct);
            return;
        }

        var keys = await KeysAsync(due.EndpointId, ct);
        var attempt =
            keys.Count > 0 ? await sender.SendAsync(due, keys) : WithoutKeys(due.EndpointId);
        await using var unit = await database.BeginAsync(ct);
        await KeepAsync(unit, due, attempt, ct);
        await ResultQueries.KeepAttemptAsync(unit, due, attempt, ct);
        await unit.CommitAsync(ct);
        log.WebhookTried(due.Id, due.EndpointId, due.InRound, attempt.Error ?? "delivered");
    }

    private async Task<List<byte[]>> KeysAsync(WebhookEndpointId endpoint, CancellationToken ct)
    {
        var sealedKeys = await QueueQueries.SecretsAsync(database, endpoint, ct);
        return [.. sealedKeys.Select(key => box.Open(key, endpoint.ToString())).OfType<byte[]>()];
    }

    private Attempt WithoutKeys(WebhookEndpointId endpoint)
    {
        log.WebhookUnreadableSecret(endpoint);
        return new Attempt(
            new AttemptOutcome.Failed(Status: null, AttemptErrors.Secret, RetryAfter: null),
            database.Clock.GetUtcNow(),
            TimeSpan.Zero
        );
    }

    private async Task KeepAsync(Unit unit, DueDelivery due, Attempt attempt, CancellationToken ct)
    {
        if (attempt.Outcome is AttemptOutcome.Delivered)
        {
            await ResultQueries.RecoverAsync(unit, due.EndpointId, ct);
            await ResultQueries.EndAsync(unit, due, attempt, "delivered", ct);
            return;
        }

        var since = await ResultQueries.FailAsync(unit, due.EndpointId, attempt.At, ct);
        var asked = (attempt.Outcome as AttemptOutcome.Failed)?.RetryAfter;
        if (attempt.Outcome is AttemptOutcome.Gone)
        {
            await ResultQueries.EndAsync(unit, due, attempt, "failed", ct);
            await StopAsync(unit, due.EndpointId, Gone, ct);
        }
        else if (AttemptTimes.After(due.InRound, asked) is { } wait)
        {
            await ResultQueries.PutBackAsync(unit, due, attempt, unit.Now + wait, ct);
        }
        else
        {
            await ResultQueries.EndAsync(unit, due, attempt, "failed", ct);
            // All its attempts are over and nothing else arrived meanwhile.
            if (since <= due.RoundBegan)
            {
                await StopAsync(unit, due.EndpointId, Failing, ct);
            }
        }
    }

    private async Task StopAsync(
        Unit unit,
        WebhookEndpointId endpoint,
        string reason,
        CancellationToken ct
    )
    {
        if (!await ResultQueries.StopAsync(unit, endpoint, reason, ct))
        {
            return;
        }

        log.WebhookStopped(endpoint, reason);
        await ResultQueries.DiscardAllAsync(unit, endpoint, ct);
        if (await ResultQueries.ChannelAsync(unit, endpoint, ct) is { } channel)
        {
            // Each time that it was switched off is news of its own.
            var subject = string.Create(
                CultureInfo.InvariantCulture,
                $"{endpoint}:{unit.Now.ToUnixTimeSeconds()}"
            );
            await unit.BeginsStoryOf(subject)
                .EnqueueAsync(
                    new OwnerEventPublished(OwnerEvent.WebhookStopped, channel, subject, reason),
                    ct
                );
        }
    }
}
