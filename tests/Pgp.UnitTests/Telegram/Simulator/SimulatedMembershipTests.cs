using System.Net;
using System.Text.Json.Nodes;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using static Pgp.UnitTests.Telegram.Simulator.SimulatedTelegram;

namespace Pgp.UnitTests.Telegram.Simulator;

/// <summary>Invite links, join requests, bans and rights, as the real client sees them.</summary>
public sealed class SimulatedMembershipTests : SimulatorTest
{
    [Fact]
    public async Task A_join_request_waits_until_it_is_approved()
    {
        var link = await Bot.CreateChatInviteLink(Closed, "order", createsJoinRequest: true);
        Assert.Equal("requested", await JoinAsync(Bob, link.InviteLink));
        Assert.Equal("requested", await JoinAsync(Bob, link.InviteLink));
        var request = (await Telegram.UpdateAsync()).ChatJoinRequest!;
        Assert.Equal((Bob, link.InviteLink), (request.From.Id, request.InviteLink!.InviteLink));

        await Bot.ApproveChatJoinRequest(Closed, Bob);
        var change = (await Telegram.UpdateAsync()).ChatMember!;
        Assert.Equal(ChatMemberStatus.Left, change.OldChatMember.Status);
        Assert.Equal(ChatMemberStatus.Member, change.NewChatMember.Status);
        Assert.True(change.ViaJoinRequest);
        Assert.Equal(link.InviteLink, change.InviteLink!.InviteLink);
        Assert.Equal(
            "400 Bad Request: USER_ALREADY_PARTICIPANT",
            await RefusalAsync(() => Bot.ApproveChatJoinRequest(Closed, Bob))
        );
    }

    [Fact]
    public async Task A_declined_request_is_gone()
    {
        var link = await Bot.CreateChatInviteLink(Closed, createsJoinRequest: true);
        await JoinAsync(Bob, link.InviteLink);
        await Bot.DeclineChatJoinRequest(Closed, Bob);

        Assert.Equal(
            "400 Bad Request: HIDE_REQUESTER_MISSING",
            await RefusalAsync(() => Bot.ApproveChatJoinRequest(Closed, Bob))
        );
        Assert.Equal(ChatMemberStatus.Left, (await Bot.GetChatMember(Closed, Bob)).Status);
    }

    [Fact]
    public async Task Whoever_asks_to_join_may_be_written_to_for_five_minutes()
    {
        await Telegram.DoAsync("people", """{"id":1003,"name":"Carol"}""");
        Assert.Equal(
            "400 Bad Request: chat not found",
            await RefusalAsync(() => Bot.SendMessage(1003, "hi"))
        );
        var link = await Bot.CreateChatInviteLink(Closed, createsJoinRequest: true);
        await JoinAsync(1003, link.InviteLink);
        var chat = (await Telegram.UpdateAsync()).ChatJoinRequest!.UserChatId;

        await Bot.SendMessage(chat, "hi");
        Telegram.Clock.Advance(TimeSpan.FromMinutes(5));
        await Bot.SendMessage(chat, "still");
        Telegram.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            "400 Bad Request: chat not found",
            await RefusalAsync(() => Bot.SendMessage(chat, "late"))
        );
    }

    [Fact]
    public async Task A_link_for_one_lets_one_in_until_it_expires()
    {
        var until = Telegram.Clock.GetUtcNow().UtcDateTime.AddHours(1);
        var one = await Bot.CreateChatInviteLink(Closed, expireDate: until, memberLimit: 1);
        Assert.Equal("joined", await JoinAsync(Bob, one.InviteLink));
        Assert.Equal(1, (await Telegram.UpdateAsync()).ChatMember!.InviteLink!.MemberLimit);
        await Telegram.DoAsync("people", """{"id":1003,"name":"Carol"}""");
        Assert.Equal("full", await JoinAsync(1003, one.InviteLink));

        var other = await Bot.CreateChatInviteLink(Closed, expireDate: until);
        Telegram.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("expired", await JoinAsync(1003, other.InviteLink));
    }

    [Fact]
    public async Task A_link_cannot_both_ask_and_count()
    {
        Assert.Equal(
            "400 Bad Request: member limit can't be specified for links requiring administrator "
                + "approval",
            await RefusalAsync(() =>
                Bot.CreateChatInviteLink(Closed, memberLimit: 1, createsJoinRequest: true)
            )
        );
        Assert.Equal(
            "400 Bad Request: EXPIRE_DATE_INVALID",
            await RefusalAsync(() =>
                Bot.CreateChatInviteLink(Closed, expireDate: DateTime.UnixEpoch.AddDays(1))
            )
        );
    }

    [Fact]
    public async Task A_revoked_link_lets_nobody_in_and_cannot_be_edited()
    {
        var link = await Bot.CreateChatInviteLink(Closed);
        var edited = await Bot.EditChatInviteLink(Closed, link.InviteLink, "Bob", memberLimit: 2);
        var revoked = await Bot.RevokeChatInviteLink(Closed, link.InviteLink);

        Assert.Equal(("Bob", 2), (edited.Name, edited.MemberLimit));
        Assert.True(revoked.IsRevoked);
        Assert.Equal("invalid", await JoinAsync(Bob, link.InviteLink));
        Assert.Equal(
            "400 Bad Request: INVITE_HASH_EXPIRED",
            await RefusalAsync(() => Bot.EditChatInviteLink(Closed, link.InviteLink, "x"))
        );
        Assert.Equal(
            "400 Bad Request: INVITE_HASH_INVALID",
            await RefusalAsync(() => Bot.RevokeChatInviteLink(Closed, "https://t.me/+other"))
        );
    }

    [Fact]
    public async Task Somebody_banned_comes_back_only_after_the_ban_is_lifted()
    {
        var link = await Bot.CreateChatInviteLink(Closed);
        await JoinAsync(Bob, link.InviteLink);
        await Bot.BanChatMember(Closed, Bob);
        Assert.Equal("banned", await JoinAsync(Bob, link.InviteLink));
        await Bot.UnbanChatMember(Closed, Bob, onlyIfBanned: true);
        Assert.Equal("joined", await JoinAsync(Bob, link.InviteLink));
        var steps = (await Telegram.UpdatesAsync()).Select(update => update.ChatMember!).ToArray();
        Assert.Equal(
            ["Left-Member", "Member-Kicked", "Kicked-Left", "Left-Member"],
            steps.Select(step => $"{step.OldChatMember.Status}-{step.NewChatMember.Status}")
        );
        Assert.Equal([false, true, true, false], steps.Select(step => step.From.IsBot));

        await Bot.UnbanChatMember(Closed, Bob, onlyIfBanned: true);
        Assert.Equal(ChatMemberStatus.Member, (await Bot.GetChatMember(Closed, Bob)).Status);
        await Bot.UnbanChatMember(Closed, Bob);
        Assert.Equal(ChatMemberStatus.Left, (await Bot.GetChatMember(Closed, Bob)).Status);
    }

    [Fact]
    public async Task Owner_and_administrators_cannot_be_removed()
    {
        Assert.Equal(
            "400 Bad Request: can't remove chat owner",
            await RefusalAsync(() => Bot.BanChatMember(Closed, Alice))
        );
        await Telegram.DoAsync(
            $"channels/{Closed}/members",
            """{"user_id":1002,"status":"administrator","by":"1001"}"""
        );
        Assert.Equal(Alice, (await Telegram.UpdateAsync()).ChatMember!.From.Id);
        Assert.Equal(
            "400 Bad Request: user is an administrator of the chat",
            await RefusalAsync(() => Bot.BanChatMember(Closed, Bob))
        );
        var all = await Bot.GetChatAdministrators(Closed);
        Assert.Equal(
            [Alice, Bob, Bot.BotId],
            all.Select(admin => admin.User.Id).Order().Reverse().Order(ByPerson)
        );
    }

    [Fact]
    public async Task An_owner_gives_and_takes_the_bots_rights()
    {
        var made = await Telegram.DoAsync("people/1002/create-channel", """{"title":"New"}""");
        var id = (long)made["id"]!;
        Assert.Equal(
            "403 Forbidden: bot is not a member of the channel chat",
            await RefusalAsync(() => Bot.GetChat(id))
        );
        await SetBotAsync(Bob, id, "administrator", ""","can_invite_users":false""");
        var added = (await Telegram.UpdateAsync()).MyChatMember!;
        Assert.Equal((Bob, id), (added.From.Id, added.Chat.Id));
        var rights = Assert.IsType<ChatMemberAdministrator>(added.NewChatMember);
        Assert.True(rights.CanPostMessages);
        Assert.False(rights.CanInviteUsers);
        Assert.Equal(
            "400 Bad Request: not enough rights to manage chat invite link",
            await RefusalAsync(() => Bot.CreateChatInviteLink(id))
        );

        await SetBotAsync(Bob, id, "administrator", ""","can_invite_users":true""");
        Assert.NotNull((await Telegram.UpdateAsync()).MyChatMember);
        await Bot.CreateChatInviteLink(id);
        await SetBotAsync(Bob, id, "administrator", "");
        Assert.Empty(await Telegram.UpdatesAsync());
        await SetBotAsync(Bob, id, "kicked", "");
        var removed = (await Telegram.UpdateAsync()).MyChatMember!;
        Assert.Equal(ChatMemberStatus.Kicked, removed.NewChatMember.Status);
        Assert.Equal(
            "403 Forbidden: bot was kicked from the channel chat",
            await RefusalAsync(() => Bot.SendMessage(id, "hi"))
        );
    }

    [Fact]
    public async Task Nobody_else_changes_a_channel()
    {
        foreach (
            var (action, body) in new[]
            {
                ("set-bot", $$"""{"chat_id":{{Closed}},"status":"kicked"}"""),
                ("remove-member", $$"""{"chat_id":{{Closed}},"user_id":"1001"}"""),
                ("decide", $$"""{"chat_id":{{Closed}},"user_id":"1002","approve":true}"""),
                ("send", $$"""{"chat_id":{{Open}},"text":"spam"}"""),
            }
        )
        {
            var (status, _) = await Telegram.TryAsync($"people/1002/{action}", body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        Assert.Empty(await Telegram.UpdatesAsync());
    }

    [Fact]
    public async Task Whoever_is_no_administrator_learns_nothing_of_members()
    {
        await SetBotAsync(Alice, Open, "left", "");
        await Telegram.UpdatesAsync();

        Assert.Equal(
            "400 Bad Request: member list is inaccessible",
            await RefusalAsync(() => Bot.GetChatMember(Open, Alice))
        );
        await Telegram.DoAsync("people/1002/join", $$"""{"chat_id":{{Open}}}""");
        Assert.Empty(await Telegram.UpdatesAsync());
        Assert.Equal(2, await Bot.GetChatMemberCount(Open));
    }

    [Fact]
    public async Task Blocking_is_told_once_and_then_refuses_messages()
    {
        await Telegram.DoAsync("people/1002/block");
        await Telegram.DoAsync("people/1002/block");
        var change = (await Telegram.UpdateAsync()).MyChatMember!;

        Assert.Equal((Bob, ChatType.Private), (change.From.Id, change.Chat.Type));
        Assert.Equal(ChatMemberStatus.Kicked, change.NewChatMember.Status);
        Assert.Equal(
            "403 Forbidden: bot was blocked by the user",
            await RefusalAsync(() => Bot.SendMessage(Bob, "hi"))
        );
    }

    private static readonly Comparer<long> ByPerson = Comparer<long>.Create(
        (a, b) => (a > 100_000, a).CompareTo((b > 100_000, b))
    );

    private async Task<string?> JoinAsync(long person, string link) =>
        (string?)
            (await Telegram.DoAsync($"people/{person}/join", $$"""{"invite_link":"{{link}}"}"""))[
                "result"
            ];

    private Task<JsonNode> SetBotAsync(long person, long chat, string status, string rights) =>
        Telegram.DoAsync(
            $"people/{person}/set-bot",
            $$"""{"chat_id":{{chat}},"status":"{{status}}"{{rights}}}"""
        );
}
