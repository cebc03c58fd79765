using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Notifications.Webhooks.Events;

namespace Pgp.Notifications.Webhooks;

/// <summary>
/// Forgets events that are too old to be sent once more, with all that became of them.
/// </summary>
internal sealed class OldEventsJob(Database database) : IScheduledJob
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var before = database.Clock.GetUtcNow() - KeptFor;
        var (forgotten, batch) = (0, 0);
        do
        {
            batch = await WebhookEventQueries.ForgetAsync(database, before, BatchSize, ct);
            forgotten += batch;
        } while (batch == BatchSize);

        return string.Create(CultureInfo.InvariantCulture, $"{forgotten} events forgotten");
    }
}
