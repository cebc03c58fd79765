using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Invite.Letting;

namespace Pgp.Invite.Removing;

/// <summary>
/// Removes somebody at once; what the first try leaves open, the job goes on with.
/// </summary>
internal sealed class AccessClosedHandler(
    Database database,
    Remover remover,
    InviteDelivery delivery
) : ITaskHandler<AccessClosed>
{
    // Long enough for this try to end, if its process lives.
    private static readonly TimeSpan FirstTry = TimeSpan.FromMinutes(2);

    public async Task<TaskOutcome> HandleAsync(
        AccessClosed task,
        Delivery message,
        CancellationToken ct
    )
    {
        var (subscription, seq) = (task.SubscriptionId, task.Seq);
        var nextTry = database.Clock.GetUtcNow() + FirstTry;
        await RemovalQueries.OpenAsync(database, subscription, seq, nextTry, ct);
        if (await remover.TryAsync(subscription, seq, ct) != RemovalTry.LetBackIn)
        {
            return TaskOutcome.Completed;
        }

        var cause = string.Create(CultureInfo.InvariantCulture, $"back:{subscription}:{seq}");
        var invitation = await AccessQueries.OfSubscriptionAsync(database, subscription, cause, ct);
        return await delivery.LetInAsync(invitation!, message, ct);
    }
}
