using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Server.Members;

/// <summary>
/// Finds whose access ends in 7, 3 or 1 days and has not been reminded of that end. A row for each
/// reminder is unique, so that any number of looks leads to one; in quiet hours it waits.
/// </summary>
internal sealed class ReminderJob(Database database, ServerOptions options) : IScheduledJob
{
    private const int BatchSize = 500;

    // The widest of the reminders that are due and not yet past: who buys one day is not told of
    // three. A person who asked for silence, and one whose payment is on its way, gets none.
    private const string TakeSql = """
        with due as (
            select s.subscription_id, s.paid_until, d.days
              from (values (7, interval '7 days'), (3, interval '3 days'), (1, interval '1 day'))
                   as d (days, ahead)
              join subscriptions s
                on s.next_action_at > $1 + d.ahead - interval '1 day'
               and s.next_action_at <= $1 + d.ahead
             where s.state in ('trial', 'active')
               and s.paid_until = s.next_action_at
               and s.paid_until - s.updated_at > d.ahead
               and not exists (select from reminder_mutes m
                                where m.subscription_id = s.subscription_id)
               and not exists (select from reminders r
                                where r.subscription_id = s.subscription_id
                                  and r.until = s.paid_until
                                  and r.days_left = d.days)
             order by s.paid_until
             limit $2
        )
        insert into reminders (subscription_id, days_left, until, created_at)
        select subscription_id, days, paid_until, $1 from due
        on conflict do nothing
        returning subscription_id, days_left, until
        """;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var reminded = 0;
        int taken;
        do
        {
            await using var unit = await database.BeginAsync(ct);
            var due = await unit.Sql(TakeSql)
                .With(unit.Now)
                .With(BatchSize)
                .AllAsync(
                    row => new ReminderDue(row.Id<SubscriptionKind>(0), row.Number(1), row.Time(2)),
                    ct
                );
            var when = options.QuietHours.NextLoud(unit.Now);
            foreach (var reminder in due)
            {
                unit.BeginsStoryOf(reminder.SubscriptionId.ToString());
                await unit.EnqueueAsync(reminder, when, ct);
            }

            await unit.CommitAsync(ct);
            taken = due.Count;
            reminded += taken;
        } while (taken == BatchSize);

        return string.Create(CultureInfo.InvariantCulture, $"reminded {reminded}");
    }
}
