using Pgp.Contracts.Ids;

namespace Pgp.Invite.Letting;

/// <summary>Somebody who is to be let in, and why.</summary>
/// <param name="Cause">Names the invite: each cause has one.</param>
/// <param name="Payment">The payment that bought it; null for a trial or another invite.</param>
/// <param name="HasAccess">The access that it is for has not ended.</param>
/// <param name="Opens">Access began with it; false where it only went on.</param>
internal sealed record Invitation(
    string Cause,
    PaymentId? Payment,
    SubscriptionId Subscription,
    TelegramUserId User,
    ClosedChannelId Channel,
    string Title,
    DateTimeOffset Until,
    bool HasAccess,
    bool Opens
);

/// <summary>How far the invite has come.</summary>
/// <param name="Link">There from <c>linked</c> on.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record Invite(string State, InviteLink? Link, string? Reason)
{
    public const string Requested = "requested";
    public const string Linked = "linked";
    public const string Sent = "sent";
    public const string Failed = "failed";

    /// <summary>Inside already.</summary>
    public const string Member = "member";
}

/// <summary>How a link lets in.</summary>
internal static class LinkKinds
{
    /// <summary>Whoever comes by it must ask, and only its person is approved.</summary>
    public const string JoinRequest = "join_request";

    /// <summary>Lets in one person, whoever is first.</summary>
    public const string SingleUse = "single_use";
}

/// <summary>The link of an invite.</summary>
internal sealed record InviteLink(Uri Url, DateTimeOffset ExpiresAt, string Kind);
