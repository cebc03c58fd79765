using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>
/// Writes down what owners' servers are to hear of a piece of news. Each is kept once however often
/// the news come, whatever becomes of the notice in Telegram.
/// </summary>
internal sealed class Publisher(Database database, NewsReader reader, WebhookSignal signal)
{
    public async Task PublishAsync(OwnerEventPublished news, CancellationToken ct)
    {
        if (
            await WebhookEventQueries.AccountAsync(database, news.ChannelId, ct) is not { } account
            || await reader.ReadAsync(news, ct) is not { Count: > 0 } events
        )
        {
            return;
        }

        await using var unit = await database.BeginAsync(ct);
        await WebhookEventQueries.LockAsync(unit, account, ct);
        var queued = 0;
        foreach (var one in events)
        {
            var key = $"{one.Type.Name}:{news.Subject}";
            var channel = news.ChannelId;
            if (
                await WebhookEventQueries.InsertAsync(unit, account, channel, key, one, ct) is
                { } id
            )
            {
                queued += await WebhookEventQueries.QueueAsync(unit, id, ct);
            }
        }

        await unit.CommitAsync(ct);
        if (queued > 0)
        {
            signal.Raise();
        }
    }
}
