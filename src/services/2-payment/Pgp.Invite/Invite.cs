using Pgp.Contracts.Ids;

namespace Pgp.Invite;

/// <summary>What a payment bought, as far as letting in is concerned.</summary>
/// <param name="IsPaid">The payment is confirmed and in the books.</param>
/// <param name="Days">How long the access lasts; <see langword="null"/> for a donation.</param>
internal sealed record Purchase(
    PaymentId Payment,
    bool IsPaid,
    TelegramUserId User,
    ClosedChannelId Channel,
    string Title,
    int? Days
);

/// <summary>How far the invite has come: requested, linked, sent; or failed.</summary>
/// <param name="Link">There from <c>linked</c> on.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record Invite(string State, InviteLink? Link, string? Reason)
{
    public const string Requested = "requested";
    public const string Linked = "linked";
    public const string Sent = "sent";
    public const string Failed = "failed";
}

/// <summary>The one link of a payment.</summary>
internal sealed record InviteLink(Uri Url, DateTimeOffset ExpiresAt);
