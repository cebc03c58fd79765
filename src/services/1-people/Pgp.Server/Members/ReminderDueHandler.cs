using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;

namespace Pgp.Server.Members;

/// <summary>Reminds of an end that still is one: who has renewed meanwhile hears nothing.</summary>
internal sealed class ReminderDueHandler(Database database, People people, MemberNotices notices)
    : ITaskHandler<ReminderDue>
{
    public async Task<TaskOutcome> HandleAsync(
        ReminderDue task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var one = await MembershipQueries.FindAsync(database, task.SubscriptionId, ct);
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"Reminder:{task.SubscriptionId}:{task.Until.ToUnixTimeSeconds()}:{task.DaysLeft}"
        );
        if (
            one is not { State: "trial" or "active", WantsReminders: true }
            || one.Until != task.Until
            || await notices.IsKnownAsync(key, ct)
        )
        {
            return TaskOutcome.Completed;
        }

        var say = (await people.FindAsync(new TelegramUserId(one.UserId), ct)).Say;
        // After quiet hours less may be left than when it was planned.
        var left = Math.Max(1, one.DaysLeft(database.Clock.GetUtcNow()));
        var reply = MemberReplies.Reminder(say, one, Math.Min(left, task.DaysLeft));
        return await notices.SayOnceAsync(key, one, reply, delivery, ct);
    }
}
