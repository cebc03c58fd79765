using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Broadcast.Lane;

namespace Pgp.Broadcast.Posts;

/// <summary>
/// Looks for a post that an earlier send may have left without anybody learning its id. Messages of
/// a channel are numbered in order, so it stands between the last known post and the new one. Only
/// a bot's own messages let it change their buttons, and only those are deleted; where the bot may
/// edit others' posts too it cannot tell them apart, and nothing is touched.
/// </summary>
internal sealed class PostSweep(TelegramGateway telegram, SendLane lane, ILogger<PostSweep> log)
{
    private const int BackMax = 30;
    private const int LooksMax = 100;

    /// <param name="newest">The post that was just sent.</param>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RunAsync(
        DuePost post,
        PostContent content,
        int newest,
        CancellationToken ct
    )
    {
        if (await telegram.MayEditOthersAsync(content.Chat, ct) is not false)
        {
            log.CannotSweep(post.Place, post.ChannelId);
            return false;
        }

        var from = (post.SweptTo ?? newest - BackMax - 1) + 1;
        for (var id = Math.Max(from, 1); id < newest && id < from + LooksMax; id++)
        {
            if (id != post.MessageId && !await ClearAsync(content, id, ct))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> ClearAsync(PostContent content, int id, CancellationToken ct)
    {
        await lane.WaitForTurnAsync(ct);
        switch (await telegram.EditButtonsAsync(content.Chat, id, content.Buttons, ct))
        {
            case TelegramOutcome.Done:
                await lane.WaitForTurnAsync(ct);
                var deleted = await telegram.DeleteMessageAsync(content.Chat, id, ct);
                return deleted is TelegramOutcome.Done;
            case TelegramOutcome.TooFast or TelegramOutcome.Unknown:
                return false;
            default:
                return true;
        }
    }
}
