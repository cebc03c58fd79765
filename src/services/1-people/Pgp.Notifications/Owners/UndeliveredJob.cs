using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Schedules;

namespace Pgp.Notifications.Owners;

/// <summary>
/// Tells owners what they missed, oldest first, once they can be reached again: as soon as the bot
/// has seen the person, else with one try a day.
/// </summary>
internal sealed class UndeliveredJob(
    Database database,
    Messenger messenger,
    ILogger<UndeliveredJob> log
) : IScheduledJob
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromDays(1);

    // A chat takes short bursts only; the rest comes with the next run.
    private const int PerChatMax = 20;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var since = database.Clock.GetUtcNow() - BetweenTries;
        var waiting = await NoticeQueries.WaitingAsync(database, since, ct);
        var told = 0;
        foreach (var chat in waiting.GroupBy(notice => notice.Chat))
        {
            told += await TellAsync(chat.Take(PerChatMax), ct);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{waiting.Count} to be told, {told} told"
        );
    }

    private async Task<int> TellAsync(IEnumerable<Undelivered> notices, CancellationToken ct)
    {
        var told = 0;
        foreach (var notice in notices)
        {
            var audience = await AudienceQueries.FindAsync(database, notice.News.ChannelId, ct);
            switch (await messenger.TellAsync(notice.News, audience!, notice.Chat, ct))
            {
                case Told.Yes(var reached):
                    await KeepAsync(notice, reached, ct);
                    told++;
                    break;
                case Told.Unreachable(var reason):
                    await LoseAsync(notice.Chat, reason, ct);
                    return told;
                case Told.Later:
                    return told;
                case Told.Refused(var reason):
                    log.UndeliveredRefused(notice.Key, reason);
                    return told;
                case var other:
                    throw new InvalidOperationException($"unknown telling: {other}");
            }
        }

        return told;
    }

    private async Task KeepAsync(Undelivered notice, long chat, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await NoticeQueries.TellAsync(unit, notice.Key, chat, ct);
        await AudienceQueries.FindAgainAsync(unit, notice.Chat, ct);
        await unit.CommitAsync(ct);
        log.NoticeKept(notice.Key, "sent");
    }

    private async Task LoseAsync(long chat, string reason, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await AudienceQueries.LoseAsync(unit, chat, reason, ct);
        await unit.CommitAsync(ct);
    }
}
