using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Host.Operations;

/// <summary>Sends an owner one notice that is about nothing, as every other one is sent.</summary>
internal sealed class NoticeTest(Database database)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>
    /// <c>sent</c> or <c>undelivered</c>; <c>nobody</c> when the channel has no known owner; null
    /// when nobody delivered it in time.
    /// </returns>
    public async Task<string?> SendAsync(ChannelId channel, CancellationToken ct)
    {
        var story = MessageId.New(database.Clock).ToString();
        var news = new OwnerEventPublished(OwnerEvent.Test, channel, story, Text: "");
        await using (var unit = await database.BeginAsync(ct))
        {
            await unit.EnqueueAsync(news, unit.Now, new Story(story, TraceParent: null), ct);
            await unit.CommitAsync(ct);
        }

        var began = database.Clock.GetTimestamp();
        while (!await AlertTestQueries.IsDoneAsync(database, story, ct))
        {
            if (database.Clock.GetElapsedTime(began) > WaitMax)
            {
                return null;
            }

            await Task.Delay(Pause, database.Clock, ct);
        }

        return await NoticeTestQueries.StateAsync(database, KeyOf(news), ct) ?? "nobody";
    }

    private static string KeyOf<TTask>(TTask task)
        where TTask : ITask<TTask> => task.EffectKey;
}
