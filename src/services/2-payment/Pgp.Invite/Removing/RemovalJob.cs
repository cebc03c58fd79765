using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Removing;

/// <summary>Goes on with removals that a try has left open.</summary>
internal sealed class RemovalJob(Database database, Remover remover) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (tried, over) = (0, 0);
        while (await RemovalQueries.TakeDueAsync(database, ct) is { Count: > 0 } due)
        {
            foreach (var (subscription, seq) in due)
            {
                tried++;
                switch (await remover.TryAsync(subscription, seq, ct))
                {
                    case RemovalTry.Over:
                        over++;
                        break;
                    case RemovalTry.LetBackIn:
                        over++;
                        await InviteAgainAsync(subscription, ct);
                        break;
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"tried {tried}, over {over}");
    }

    private async Task InviteAgainAsync(SubscriptionId subscription, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        unit.BeginsStoryOf(subscription.ToString());
        await unit.EnqueueAsync(new AccessOpened(subscription, AfterRemoval), ct);
        await unit.CommitAsync(ct);
    }

    // No entry of the log has this number: the access was open, the person was not inside.
    private const int AfterRemoval = 0;
}
