using Pgp.Contracts.Ids;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Pgp.Adapters.Telegram;

/// <content>Who may be inside a channel (spec 70, 3.4).</content>
public sealed partial class TelegramGateway
{
    /// <summary>A link at which everybody has to ask; it admits nobody by itself.</summary>
    /// <param name="name">Seen by the channel's administrators; cut to 32 characters.</param>
    /// <returns><see cref="TelegramOutcome.Created"/> or a refusal.</returns>
    public Task<TelegramOutcome> CreateJoinRequestLinkAsync(
        ClosedChannelId channel,
        string name,
        DateTimeOffset expires,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                // With a request there can be no limit of members.
                var link = await bot.CreateChatInviteLink(
                    channel.Value,
                    name.Length <= LinkNameLengthMax ? name : name[..LinkNameLengthMax],
                    expires.UtcDateTime,
                    createsJoinRequest: true,
                    cancellationToken: ct
                );
                return Uri.TryCreate(link.InviteLink, UriKind.Absolute, out var url)
                    ? new TelegramOutcome.Created(url)
                    : new TelegramOutcome.Unknown("unreadable link");
            },
            ct
        );

    /// <summary>The link lets nobody in any more.</summary>
    public Task<TelegramOutcome> RevokeLinkAsync(
        ClosedChannelId channel,
        Uri link,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.RevokeChatInviteLink(channel.Value, link.OriginalString, ct);
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, also for who is inside already or asks no longer.
    /// </returns>
    public Task<TelegramOutcome> ApproveJoinAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.ApproveChatJoinRequest(channel.Value, user.Value, ct);
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <returns>
    /// <see cref="TelegramOutcome.Done"/>, also for who is inside already or asks no longer.
    /// </returns>
    public Task<TelegramOutcome> DeclineJoinAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.DeclineChatJoinRequest(channel.Value, user.Value, ct);
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>Whether somebody is inside; the bot must be an administrator to see it.</summary>
    /// <returns><see cref="TelegramOutcome.Membership"/> or a refusal.</returns>
    public Task<TelegramOutcome> GetMemberAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () => MembershipOf(await bot.GetChatMember(channel.Value, user.Value, ct)),
            ct
        );

    /// <summary>Removes a person from the channel; the way back stays shut.</summary>
    public Task<TelegramOutcome> BanMemberAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.BanChatMember(channel.Value, user.Value, cancellationToken: ct);
                return new TelegramOutcome.Done();
            },
            ct
        );

    /// <summary>Opens the way back; a member who is inside stays inside.</summary>
    public Task<TelegramOutcome> UnbanMemberAsync(
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        CallAsync(
            async () =>
            {
                await bot.UnbanChatMember(
                    channel.Value,
                    user.Value,
                    onlyIfBanned: true,
                    cancellationToken: ct
                );
                return new TelegramOutcome.Done();
            },
            ct
        );

    private static TelegramOutcome.Membership MembershipOf(ChatMember member) =>
        new(
            member switch
            {
                ChatMemberRestricted restricted => restricted.IsMember,
                _ => member.Status
                    is ChatMemberStatus.Member
                        or ChatMemberStatus.Administrator
                        or ChatMemberStatus.Creator,
            },
            member.Status is ChatMemberStatus.Administrator or ChatMemberStatus.Creator,
            member.Status is ChatMemberStatus.Kicked
        );
}
