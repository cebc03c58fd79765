using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Server.Owners.Chats;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Testing;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.IntegrationTests.Server.Owners;

/// <summary>What becomes of news about the bot's own place in a chat.</summary>
public sealed class BotChatTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const long Chat = -1_001_234_567_890;
    private const string PlaceSql = """
        select concat_ws('|', title, kind, added_by, status, can_post, can_invite, can_ban)
          from bot_chats where chat_id = $1
        """;

    private static readonly User Bot = new()
    {
        Id = 1,
        IsBot = true,
        FirstName = "Bot",
    };
    private readonly FakeTelegram telegram = new();
    private BotChatFlow flow = null!;

    private Database Database => Db.As(ServiceName.Server, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var people = new People(Database);
        var speaker = new Speaker(telegram.Gateway(), people, NullLogger<Speaker>.Instance);
        flow = new BotChatFlow(Database, people, speaker, NullLogger<BotChatFlow>.Instance);
    }

    [Fact]
    public async Task Who_lets_the_bot_in_is_known_and_told_which_rights_are_missing()
    {
        await HandleAsync(1, 7, new ChatMemberLeft { User = Bot }, Admin(canBan: false));

        Assert.Equal("A < B|channel|7|administrator|t|t|f", await PlaceAsync());
        var text = Assert.Single(telegram.Texts);
        Assert.Contains("<b>A &lt; B</b>", text, StringComparison.Ordinal);
        Assert.Contains(
            "✓ post messages\n✓ invite people by link\n✗ remove people",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_chat_stays_with_whoever_let_the_bot_in_until_it_was_out()
    {
        await HandleAsync(1, 7, new ChatMemberLeft { User = Bot }, Admin());
        await HandleAsync(2, 8, Admin(), Admin(canBan: false));
        Assert.Single(await BotChatQueries.OfferedAsync(Database, new TelegramUserId(7), Ct));

        await HandleAsync(3, 8, Admin(canBan: false), new ChatMemberLeft { User = Bot });
        Assert.Empty(await BotChatQueries.OfferedAsync(Database, new TelegramUserId(7), Ct));

        await HandleAsync(4, 8, new ChatMemberLeft { User = Bot }, Admin());
        Assert.Empty(await BotChatQueries.OfferedAsync(Database, new TelegramUserId(7), Ct));
        Assert.Single(await BotChatQueries.OfferedAsync(Database, new TelegramUserId(8), Ct));
    }

    [Fact]
    public async Task News_that_was_overtaken_changes_nothing()
    {
        await HandleAsync(5, 7, Admin(), new ChatMemberLeft { User = Bot });
        await HandleAsync(4, 7, new ChatMemberLeft { User = Bot }, Admin());

        Assert.Equal("A < B|channel|left|f|f|f", await PlaceAsync());
        Assert.Empty(telegram.Messages);
    }

    [Fact]
    public async Task Rights_lost_in_a_channel_that_is_sold_are_told_once_each_time()
    {
        await SoldAsync();
        await HandleAsync(1, 7, Admin(), Admin(canBan: false));
        await HandleAsync(1, 7, Admin(), Admin(canBan: false));
        Assert.Equal([$"BotRightsLost:rights:{Chat}:1"], await OutboxAsync());

        await HandleAsync(2, 7, Admin(canBan: false), Admin());
        await HandleAsync(3, 7, Admin(), new ChatMemberBanned { User = Bot });
        Assert.Contains($"BotRightsLost:rights:{Chat}:3", await OutboxAsync());
        Assert.Contains(
            await OutboxAsync(),
            key => key.EndsWith(":rights:2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_chat_that_is_sold_is_offered_to_nobody()
    {
        await HandleAsync(1, 7, new ChatMemberLeft { User = Bot }, Admin());
        await SoldAsync();

        Assert.Empty(await BotChatQueries.OfferedAsync(Database, new TelegramUserId(7), Ct));
    }

    [Fact]
    public async Task Who_blocks_the_bot_is_not_written_to()
    {
        await Database.RunAsync(
            "insert into bot_people (user_id, language, seen_at) values (7, 'en', $1)",
            sql => sql.With(Clock.GetUtcNow()).ExecuteAsync(Ct),
            Ct
        );
        var change = Change(
            7,
            new ChatMemberMember { User = Bot },
            new ChatMemberBanned { User = Bot }
        );
        change.Chat = new Chat { Id = 7, Type = ChatType.Private };
        await flow.HandleAsync(1, change, Ct);

        Assert.False(
            await Db.AskAsync<bool>("select is_reachable from bot_people where user_id = 7")
        );
    }

    private async Task SoldAsync()
    {
        var id = await Seed.ChannelAsync(Db);
        await Db.RunAsync(
            "update channels set closed_channel_id = $2, owner_user_id = 7 where channel_id = $1",
            id.Value,
            Chat
        );
    }

    private Task<string> PlaceAsync() => Db.AskAsync<string>(PlaceSql, Chat);

    private Task<IReadOnlyList<string>> OutboxAsync() =>
        Db.ListAsync("select replace(effect_key, name || ':', '') from outbox order by 1");

    private Task<UpdateAnswer> HandleAsync(
        long update,
        long actor,
        ChatMember before,
        ChatMember after
    ) => flow.HandleAsync(update, Change(actor, before, after), Ct);

    private ChatMemberUpdated Change(long actor, ChatMember before, ChatMember after) =>
        new()
        {
            Chat = new Chat
            {
                Id = Chat,
                Type = ChatType.Channel,
                Title = "A < B",
            },
            From = new User { Id = actor, FirstName = "Ann" },
            Date = Clock.GetUtcNow().UtcDateTime,
            OldChatMember = before,
            NewChatMember = after,
        };

    private static ChatMemberAdministrator Admin(bool canBan = true) =>
        new()
        {
            User = Bot,
            CanPostMessages = true,
            CanInviteUsers = true,
            CanRestrictMembers = canBan,
        };
}
