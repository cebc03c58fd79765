using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// A member's life: gets in, is reminded, leaves, comes back. People are Telegram user ids.

/// <summary>What happened to somebody's access, by one entry of its log.</summary>
public enum MemberEvent
{
    /// <summary>A payment extended access that was not over.</summary>
    Renewed,

    /// <summary>Paid time is over; the channel gives some days more.</summary>
    GraceStarted,

    /// <summary>Access is over.</summary>
    Expired,

    /// <summary>A refund ended or shortened the access.</summary>
    Refunded,
}

/// <summary>ORCHESTRATOR → SERVER: tell the member.</summary>
/// <param name="Seq">The entry of the subscription's log.</param>
public sealed record MemberEventPublished(MemberEvent Event, SubscriptionId SubscriptionId, int Seq)
    : ITask<MemberEventPublished>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_member_event",
            Queues.BuyerNews,
            [ServiceName.Orchestrator],
            ServiceName.Server,
            "/member-event"
        );

    public static JsonTypeInfo<MemberEventPublished> Json => TaskJson.Default.MemberEventPublished;

    string ITask<MemberEventPublished>.EffectKey => MemberKeys.Of(SubscriptionId, Seq);
}

/// <summary>SERVER → SERVER: remind a member that the end comes near.</summary>
/// <param name="DaysLeft">7, 3 or 1.</param>
/// <param name="Until">The end that it is about; another end needs another reminder.</param>
public sealed record ReminderDue(SubscriptionId SubscriptionId, int DaysLeft, DateTimeOffset Until)
    : ITask<ReminderDue>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_reminder",
            Queues.BuyerNews,
            [ServiceName.Server],
            ServiceName.Server,
            "/reminder"
        );

    public static JsonTypeInfo<ReminderDue> Json => TaskJson.Default.ReminderDue;

    string ITask<ReminderDue>.EffectKey =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SubscriptionId}:{DaysLeft}:{Until.ToUnixTimeMilliseconds()}"
        );
}

/// <summary>ORCHESTRATOR → INVITE: access is over; the member has to leave.</summary>
/// <param name="Seq">The entry of the subscription's log that closed it.</param>
public sealed record AccessClosed(SubscriptionId SubscriptionId, int Seq) : ITask<AccessClosed>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_access_closed",
            Queues.Invite,
            [ServiceName.Orchestrator],
            ServiceName.Invite,
            "/access-closed"
        );

    public static JsonTypeInfo<AccessClosed> Json => TaskJson.Default.AccessClosed;

    string ITask<AccessClosed>.EffectKey => MemberKeys.Of(SubscriptionId, Seq);
}

/// <summary>
/// ORCHESTRATOR → INVITE: access without a payment of one's own began; let the person in.
/// </summary>
/// <param name="Seq">The entry of the subscription's log that opened it.</param>
public sealed record AccessOpened(SubscriptionId SubscriptionId, int Seq) : ITask<AccessOpened>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_access_opened",
            Queues.Invite,
            [ServiceName.Orchestrator],
            ServiceName.Invite,
            "/access-opened"
        );

    public static JsonTypeInfo<AccessOpened> Json => TaskJson.Default.AccessOpened;

    string ITask<AccessOpened>.EffectKey => MemberKeys.Of(SubscriptionId, Seq);
}

/// <summary>SERVER → INVITE: a member has lost the invite and asks for another.</summary>
/// <param name="UpdateId">The update that asked; a repeated one asks for the same.</param>
public sealed record InviteReissueRequested(SubscriptionId SubscriptionId, long UpdateId)
    : ITask<InviteReissueRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_reissue",
            Queues.Invite,
            [ServiceName.Server],
            ServiceName.Invite,
            "/reissue"
        );

    public static JsonTypeInfo<InviteReissueRequested> Json =>
        TaskJson.Default.InviteReissueRequested;

    string ITask<InviteReissueRequested>.EffectKey => MemberKeys.OfUpdate(UpdateId);
}

/// <summary>SERVER → INVITE: somebody asks to join a channel.</summary>
/// <param name="Link">The invite link that was used, as INVITE keeps it; null if unknown.</param>
public sealed record JoinRequested(long ChatId, long UserId, string? Link, long UpdateId)
    : ITask<JoinRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_join_request",
            Queues.Invite,
            [ServiceName.Server],
            ServiceName.Invite,
            "/join-request"
        );

    public static JsonTypeInfo<JoinRequested> Json => TaskJson.Default.JoinRequested;

    string ITask<JoinRequested>.EffectKey => MemberKeys.OfUpdate(UpdateId);
}

/// <summary>SERVER → INVITE: somebody entered a channel that is sold here.</summary>
/// <param name="Link">The invite link that was used, as INVITE keeps it; null by other
/// ways.</param>
public sealed record MemberJoined(long ChatId, long UserId, string? Link, long UpdateId)
    : ITask<MemberJoined>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_invite_member_joined",
            Queues.Invite,
            [ServiceName.Server],
            ServiceName.Invite,
            "/member-joined"
        );

    public static JsonTypeInfo<MemberJoined> Json => TaskJson.Default.MemberJoined;

    string ITask<MemberJoined>.EffectKey => MemberKeys.OfUpdate(UpdateId);
}

/// <summary>SERVER → ORCHESTRATOR: somebody wants to try a channel for nothing.</summary>
public sealed record TrialRequested(long UserId, ChannelId ChannelId) : ITask<TrialRequested>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_orchestrator_trial",
            Queues.Orchestrator,
            [ServiceName.Server],
            ServiceName.Orchestrator,
            "/trial"
        );

    public static JsonTypeInfo<TrialRequested> Json => TaskJson.Default.TrialRequested;

    string ITask<TrialRequested>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{UserId}:{ChannelId}");
}

/// <summary>SERVER → ORCHESTRATOR: somebody redeems a gift that another one paid.</summary>
/// <param name="Code">As the giver got it.</param>
public sealed record GiftRedeemed(string Code, long UserId) : ITask<GiftRedeemed>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_orchestrator_gift",
            Queues.Orchestrator,
            [ServiceName.Server],
            ServiceName.Orchestrator,
            "/gift"
        );

    public static JsonTypeInfo<GiftRedeemed> Json => TaskJson.Default.GiftRedeemed;

    string ITask<GiftRedeemed>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{Code}:{UserId}");
}

/// <summary>SERVER, WEBAPI → BROADCAST: a channel's standing posts have to be made anew.</summary>
/// <param name="Cause">
/// What made it so: an update, a change of prices; the same cause posts once.
/// </param>
public sealed record PostsWanted(ChannelId ChannelId, string Cause) : ITask<PostsWanted>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_broadcast_posts",
            Queues.Broadcast,
            [ServiceName.Server, ServiceName.WebApi],
            ServiceName.Broadcast,
            "/posts"
        );

    public static JsonTypeInfo<PostsWanted> Json => TaskJson.Default.PostsWanted;

    string ITask<PostsWanted>.EffectKey => $"{ChannelId}:{Cause}";
}

/// <summary>SERVER → SERVER: a donation keypad may have been left alone.</summary>
/// <param name="TouchedAt">When it was touched last, as far as was known.</param>
public sealed record KeypadTimedOut(long KeypadId, DateTimeOffset TouchedAt) : ITask<KeypadTimedOut>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_keypad_timeout",
            Queues.BuyerNews,
            [ServiceName.Server],
            ServiceName.Server,
            "/keypad-timeout"
        );

    public static JsonTypeInfo<KeypadTimedOut> Json => TaskJson.Default.KeypadTimedOut;

    string ITask<KeypadTimedOut>.EffectKey =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{KeypadId}:{TouchedAt.ToUnixTimeMilliseconds()}"
        );
}

/// <summary>SERVER → SERVER: a passing note has stood long enough.</summary>
public sealed record NoteExpired(long ChatId, int MessageId) : ITask<NoteExpired>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_note_expired",
            Queues.BuyerNews,
            [ServiceName.Server],
            ServiceName.Server,
            "/note-expired"
        );

    public static JsonTypeInfo<NoteExpired> Json => TaskJson.Default.NoteExpired;

    string ITask<NoteExpired>.EffectKey =>
        string.Create(CultureInfo.InvariantCulture, $"{ChatId}:{MessageId}");
}

internal static class MemberKeys
{
    public static string Of(SubscriptionId subscription, int seq) =>
        string.Create(CultureInfo.InvariantCulture, $"{subscription}:{seq}");

    public static string OfUpdate(long update) => update.ToString(CultureInfo.InvariantCulture);
}
