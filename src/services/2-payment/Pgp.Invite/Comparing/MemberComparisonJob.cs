using System.Globalization;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Schedules;
using Pgp.Contracts.Tasks;

namespace Pgp.Invite.Comparing;

/// <summary>
/// Once a night, channel by channel: is everybody inside who has paid, and has everybody paid who
/// came in? Telegram shows no list of members, so each person is asked for, slower than Telegram
/// allows. The owner hears of the differences in one message and decides.
/// </summary>
internal sealed class MemberComparisonJob(Database database, TelegramGateway telegram)
    : IScheduledJob
{
    // A third of what Telegram allows a bot: others want to be let in meanwhile (spec 70, 3.6).
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime);
        var (looks, channels) = (0, 0);
        foreach (var channel in await ComparisonQueries.OpenAsync(database, day, ct))
        {
            while (
                await ComparisonQueries.NextAsync(database, channel, day, ct)
                    is { Count: > 0 } people
            )
            {
                foreach (var person in people)
                {
                    await LookAsync(channel, person, day, ct);
                    looks++;
                }
            }

            await CloseAsync(channel, day, ct);
            channels++;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"channels {channels}, looked at {looks}"
        );
    }

    private async Task LookAsync(
        ComparedChannel channel,
        ComparedPerson person,
        DateOnly day,
        CancellationToken ct
    )
    {
        var outcome = await telegram.GetMemberAsync(channel.Closed, person.User, ct);
        if (outcome is TelegramOutcome.TooFast(var pause))
        {
            await Task.Delay(pause, database.Clock, ct);
            outcome = await telegram.GetMemberAsync(channel.Closed, person.User, ct);
        }

        // Where nothing can be seen, nothing is said: who has paid counts as inside.
        var isInside = outcome switch
        {
            TelegramOutcome.Membership { IsInside: var inside } => inside,
            TelegramOutcome.Refused => false,
            _ => person.HasPaid,
        };
        await ComparisonQueries.KeepAsync(database, channel, person, day, isInside, ct);
        await Task.Delay(BetweenLooks, database.Clock, ct);
    }

    private async Task CloseAsync(ComparedChannel channel, DateOnly day, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var (missing, strangers) = await ComparisonQueries.CloseAsync(unit, channel, day, ct);
        if (missing + strangers > 0)
        {
            var subject = string.Create(
                CultureInfo.InvariantCulture,
                $"{channel.Id}:{day:yyyy-MM-dd}"
            );
            unit.BeginsStoryOf(subject);
            await unit.EnqueueAsync(
                new OwnerEventPublished(
                    OwnerEvent.MembersDiffer,
                    channel.Id,
                    subject,
                    string.Create(CultureInfo.InvariantCulture, $"{missing};{strangers}")
                ),
                ct
            );
        }

        await unit.CommitAsync(ct);
    }
}
