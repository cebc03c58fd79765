using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;

namespace Pgp.Server.Members;

/// <summary>Tells a member what happened to the access.</summary>
internal sealed class MemberEventPublishedHandler(
    Database database,
    People people,
    MemberNotices notices
) : ITaskHandler<MemberEventPublished>
{
    public async Task<TaskOutcome> HandleAsync(
        MemberEventPublished task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var one = await MembershipQueries.FindAsync(database, task.SubscriptionId, ct);
        if (one is null)
        {
            return new TaskOutcome.Reject("no such subscription");
        }

        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{task.Event}:{task.SubscriptionId}:{task.Seq}"
        );
        // Who came back before the goodbye was said does not have to read it.
        if (await notices.IsKnownAsync(key, ct) || IsOverTaken(task.Event, one))
        {
            return TaskOutcome.Completed;
        }

        var say = (await people.FindAsync(new TelegramUserId(one.UserId), ct)).Say;
        var reply = task.Event switch
        {
            MemberEvent.Renewed => MemberReplies.Renewed(say, one),
            MemberEvent.GraceStarted => MemberReplies.GraceStarted(say, one),
            MemberEvent.Expired => MemberReplies.Goodbye(say, one),
            MemberEvent.Refunded => MemberReplies.Refunded(say, one),
            var other => throw new InvalidOperationException($"unknown event: {other}"),
        };
        return await notices.SayOnceAsync(key, one, reply, delivery, ct);
    }

    private static bool IsOverTaken(MemberEvent happened, Membership one) =>
        happened switch
        {
            MemberEvent.Expired => one.HasAccess,
            MemberEvent.GraceStarted => one.State != "grace",
            _ => false,
        };
}
