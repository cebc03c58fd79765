using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Server.Owners.Chats;

/// <summary>
/// The bot's own place changed somewhere: somebody let it into a channel, took rights away, or
/// blocked it. Ids of channels are learned here and never typed.
/// </summary>
internal sealed class BotChatFlow(
    Database database,
    People people,
    Speaker speaker,
    ILogger<BotChatFlow> log
)
{
    public async Task<UpdateAnswer> HandleAsync(
        long updateId,
        ChatMemberUpdated change,
        CancellationToken ct
    )
    {
        if (KindOf(change.Chat.Type) is not { } kind)
        {
            if (change.NewChatMember.Status is ChatMemberStatus.Kicked)
            {
                await people.MissAsync(new TelegramUserId(change.From.Id), ct);
            }

            return UpdateAnswer.Taken;
        }

        var isChannel = kind == ChatKinds.Channel;
        var before = ChatRights.Of(change.OldChatMember, isChannel);
        var place = new BotPlace(
            new BotChat(change.Chat.Id, ChatTitle.Of(change.Chat.Title, change.Chat.Id), kind),
            change.From.IsBot ? null : new TelegramUserId(change.From.Id),
            WordOf(change.NewChatMember.Status),
            ChatRights.Of(change.NewChatMember, isChannel),
            new DateTimeOffset(change.Date, TimeSpan.Zero),
            updateId
        );
        var (isNews, sold) = await KeepAsync(place, before, ct);
        return isNews ? await TellAsync(place, before, sold, ct) : UpdateAnswer.Taken;
    }

    // No news when later news is known already.
    private async Task<(bool IsNews, SoldChat? Sold)> KeepAsync(
        BotPlace place,
        ChatRights before,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await BotChatQueries.StoreAsync(unit, place, ct))
        {
            return (false, null);
        }

        var sold = await BotChatQueries.SoldAsync(unit, place.Chat.Id, ct);
        if (sold is not null)
        {
            await FollowAsync(unit, place, before, sold, ct);
        }

        await unit.CommitAsync(ct);
        log.BotPlaced(place.Chat.Id, place.Status);
        return (true, sold);
    }

    // What is sold here needs the bot: its owner hears of a loss, its posts come back after it.
    private static async Task FollowAsync(
        Unit unit,
        BotPlace place,
        ChatRights before,
        SoldChat sold,
        CancellationToken ct
    )
    {
        var had = NeededRights.Missing(before, sold.IsClosed);
        var lacks = NeededRights.Missing(place.Rights, sold.IsClosed);
        unit.BeginsStoryOf(sold.Channel.ToString());
        if (lacks.Except(had).Any())
        {
            var subject = FormattableString.Invariant($"rights:{place.Chat.Id}:{place.UpdateId}");
            await unit.EnqueueAsync(
                new OwnerEventPublished(
                    OwnerEvent.BotRightsLost,
                    sold.Channel,
                    subject,
                    $"{place.Chat.Title}: {string.Join(", ", lacks)}"
                ),
                ct
            );
        }
        else if (lacks.Count == 0 && had.Count > 0)
        {
            var cause = FormattableString.Invariant($"rights:{place.UpdateId}");
            await unit.EnqueueAsync(new PostsWanted(sold.Channel, cause), ct);
        }
    }

    private async Task<UpdateAnswer> TellAsync(
        BotPlace place,
        ChatRights before,
        SoldChat? sold,
        CancellationToken ct
    )
    {
        if (place.Actor is not { } actor || !place.Rights.IsAdministrator || place.Rights == before)
        {
            return UpdateAnswer.Taken;
        }

        // No message of this person came: he may never have started the bot.
        var known = await people.FindAsync(actor, ct);
        return await speaker.AnswerAsync(known, ChatReplies.Added(known.Say, place, sold), ct);
    }

    private static string? KindOf(ChatType type) =>
        type switch
        {
            ChatType.Channel => ChatKinds.Channel,
            ChatType.Supergroup => ChatKinds.Supergroup,
            ChatType.Group => ChatKinds.Group,
            _ => null,
        };

    private static string WordOf(ChatMemberStatus status) =>
        status switch
        {
            ChatMemberStatus.Creator => "creator",
            ChatMemberStatus.Administrator => "administrator",
            ChatMemberStatus.Member => "member",
            ChatMemberStatus.Restricted => "restricted",
            ChatMemberStatus.Left => "left",
            _ => "kicked",
        };
}
