using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Broadcast.Lane;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast.Posts;

/// <summary>
/// Makes one post anew: the old one goes first, then the new one is sent, then its id is stored.
/// That a send begins is on record before it does; whoever finds such a mark later looks for the
/// post that it may have left.
/// </summary>
internal sealed class PostMaker(
    Database database,
    TelegramGateway telegram,
    SendLane lane,
    PostSweep sweep,
    BroadcastOptions options,
    ILogger<PostMaker> log
)
{
    /// <returns>Whether the post stands.</returns>
    public async Task<bool> MakeAsync(DuePost post, CancellationToken ct)
    {
        if (await ContentAsync(post, ct) is not { } content)
        {
            return await FailAsync(post, PostCause.NoTiers, "no tiers", post.IsUncertain, ct);
        }

        if (await DeleteOldAsync(post, content, ct) is { } pause)
        {
            await PostQueries.PostponeAsync(database, post, pause, ct);
            return false;
        }

        if (content.IsLast)
        {
            await PostQueries.RetireAsync(database, post, ct);
            return true;
        }

        await lane.WaitForTurnAsync(ct);
        if (!await PostQueries.AttemptAsync(database, post, ct))
        {
            return false;
        }

        var outcome = await telegram.SendOnceAsync(content.Chat, content.Html, content.Buttons, ct);
        switch (outcome)
        {
            case TelegramOutcome.Sent(var id):
                return await KeepAsync(post, content, id, ct);
            case TelegramOutcome.TooFast(var retryAfter):
                await lane.RefusedAsync(retryAfter, ct);
                await PostQueries.PostponeAsync(database, post, retryAfter, ct);
                return false;
            case TelegramOutcome.Unknown(var reason):
                return await FailAsync(post, PostCause.Silent, reason, isUncertain: true, ct);
            case TelegramOutcome.MissingRights(var reason):
                return await FailAsync(post, PostCause.Rights, reason, post.IsUncertain, ct);
            case TelegramOutcome.Refused(var reason):
                return await FailAsync(post, PostCause.Refused, reason, post.IsUncertain, ct);
            default:
                return await FailAsync(post, PostCause.Gone, $"{outcome}", post.IsUncertain, ct);
        }
    }

    private async Task<PostContent?> ContentAsync(DuePost post, CancellationToken ct)
    {
        var offer = await OfferQueries.FindAsync(database, post.ChannelId, ct);
        return post.Place == Place.Closed
            ? PostContent.Donation(offer)
            : PostContent.Tiers(
                offer,
                await OfferQueries.TiersAsync(database, post.ChannelId, ct),
                options.BotUsername
            );
    }

    // A post that cannot be deleted keeps no new one back; only a pause does.
    private async Task<TimeSpan?> DeleteOldAsync(
        DuePost post,
        PostContent content,
        CancellationToken ct
    )
    {
        if (post.MessageId is not { } old)
        {
            return null;
        }

        await lane.WaitForTurnAsync(ct);
        var outcome = await telegram.DeleteMessageAsync(content.Chat, old, ct);
        if (outcome is TelegramOutcome.TooFast(var pause))
        {
            return pause;
        }

        if (outcome is not TelegramOutcome.Done)
        {
            log.OldPostStays(post.Place, post.ChannelId, outcome);
        }

        return null;
    }

    private async Task<bool> KeepAsync(
        DuePost post,
        PostContent content,
        int id,
        CancellationToken ct
    )
    {
        lane.Accepted();
        var isUncertain = post.IsUncertain && !await sweep.RunAsync(post, content, id, ct);
        await PostQueries.SentAsync(database, post, id, isUncertain, options.PostEvery, ct);
        log.Posted(post.Place, post.ChannelId, id);
        return true;
    }

    private async Task<bool> FailAsync(
        DuePost post,
        string cause,
        string reason,
        bool isUncertain,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var failure = new PostFailure(cause, reason, isUncertain);
        if (await PostQueries.FailAsync(unit, post, failure, ct) is { } disabling)
        {
            var subject = $"{post.ChannelId}:{post.Place}:{disabling}";
            await unit.BeginsStoryOf(subject)
                .EnqueueAsync(
                    new OwnerEventPublished(
                        OwnerEvent.PostsDisabled,
                        post.ChannelId,
                        subject,
                        cause
                    ),
                    ct
                );
        }

        await unit.CommitAsync(ct);
        log.PostFailed(post.Place, post.ChannelId, cause, reason);
        return false;
    }
}
