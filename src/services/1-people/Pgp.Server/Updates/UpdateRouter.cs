using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Pgp.Contracts.Ids;
using Pgp.Server.Members;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Server.Updates;

/// <summary>
/// Who takes an update. One person's updates come one after the other: Telegram holds the next one
/// back until the webhook has answered, and the poller keeps to the same order.
/// </summary>
internal sealed class UpdateRouter(
    People people,
    MessageFlow messages,
    ButtonFlow buttons,
    JoinFlow joins,
    BotChatFlow chats,
    Speaker speaker,
    TimeProvider clock,
    ILogger<UpdateRouter> log
)
{
    // Telegram repeats an update for as long as the database is away; one apology is enough.
    private static readonly TimeSpan ApologyPause = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<long, DateTimeOffset> apologies = [];

    public async Task<UpdateAnswer> HandleAsync(Update update, CancellationToken ct)
    {
        try
        {
            return await RouteAsync(update, ct);
        }
        catch (DbException down) when (down.IsTransient)
        {
            // Not "channel unknown": the database is away, and the update comes again.
            log.DatabaseAway(update.Id, down);
            await ApologiseAsync(update, ct);
            throw;
        }
    }

    private async Task<UpdateAnswer> RouteAsync(Update update, CancellationToken ct)
    {
        switch (update)
        {
            case {
                Message:
                { Chat.Type: ChatType.Private, Text: { } text, From: { IsBot: false } from }
            }:
                return await messages.HandleAsync(update.Id, await MeetAsync(from, ct), text, ct);
            case { CallbackQuery: { From: { } presser } query }:
                return await buttons.HandleAsync(
                    update.Id,
                    await MeetAsync(presser, ct),
                    query,
                    ct
                );
            case { MyChatMember: { } place }:
                return await chats.HandleAsync(update.Id, place, ct);
            case { ChatMember: { } change }:
                return await joins.HandleChangeAsync(update.Id, change, ct);
            case { ChatJoinRequest: { } request }:
                return await joins.HandleRequestAsync(update.Id, request, ct);
            default:
                return UpdateAnswer.Taken;
        }
    }

    private Task<Person> MeetAsync(User user, CancellationToken ct) =>
        people.MeetAsync(new TelegramUserId(user.Id), user.LanguageCode, ct);

    private async Task ApologiseAsync(Update update, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, _) in apologies.Where(one => now - one.Value > ApologyPause))
        {
            apologies.TryRemove(old, out _);
        }

        if (
            (update.Message?.From ?? update.CallbackQuery?.From) is { } user
            && apologies.TryAdd(user.Id, now)
        )
        {
            var say = Speech.In(Language.Of(user.LanguageCode));
            var id = new TelegramUserId(user.Id);
            await speaker.SayAsync(id, ShopReplies.TemporarilyUnavailable(say), ct);
        }
    }
}
