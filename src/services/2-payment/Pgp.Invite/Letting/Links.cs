using Pgp.Adapters.Telegram;
using Pgp.Common.Database;

namespace Pgp.Invite.Letting;

/// <summary>
/// Makes links and takes them back. A link at which one has to ask is bound to its person; where a
/// channel admits none, a link for one use takes its place.
/// </summary>
internal sealed class Links(Database database, TelegramGateway telegram, InviteOptions options)
{
    /// <returns>Telegram's word, and the link if it made one.</returns>
    public async Task<(TelegramOutcome Outcome, InviteLink? Link)> MakeAsync(
        Invitation invitation,
        CancellationToken ct
    )
    {
        var expires = database.Clock.GetUtcNow() + options.LinkLife;
        // Seen by the channel's administrators; the name's end tells one from the other.
        var name = invitation.Subscription.ToString();
        if (options.LinkKind == LinkKinds.JoinRequest)
        {
            var asked = await telegram.CreateJoinRequestLinkAsync(
                invitation.Channel,
                name,
                expires,
                ct
            );
            if (asked is not TelegramOutcome.Refused)
            {
                return (asked, LinkOf(asked, expires, LinkKinds.JoinRequest));
            }
        }

        var single = await telegram.CreateSingleUseLinkAsync(invitation.Channel, name, expires, ct);
        return (single, LinkOf(single, expires, LinkKinds.SingleUse));
    }

    /// <summary>Whoever gets another invite has no other that still works.</summary>
    /// <returns>How long to wait before trying again; null: it is done.</returns>
    public async Task<TimeSpan?> RevokeOthersAsync(Invitation invitation, CancellationToken ct)
    {
        var live = await InviteQueries.LiveLinksAsync(
            database,
            invitation.User,
            invitation.Channel,
            invitation.Cause,
            ct
        );
        foreach (var link in live)
        {
            if (
                await RevokeAsync(invitation.Channel, link.Url, ct) is TelegramOutcome.TooFast(
                    var pause
                )
            )
            {
                return pause;
            }
        }

        return null;
    }

    /// <summary>A link that Telegram no longer knows is as good as revoked.</summary>
    public async Task<TelegramOutcome> RevokeAsync(
        Contracts.Ids.ClosedChannelId channel,
        Uri link,
        CancellationToken ct
    )
    {
        var outcome = await telegram.RevokeLinkAsync(channel, link, ct);
        if (outcome is TelegramOutcome.Done or TelegramOutcome.Refused)
        {
            await InviteQueries.MarkRevokedAsync(database, link, ct);
        }

        return outcome;
    }

    private static InviteLink? LinkOf(
        TelegramOutcome outcome,
        DateTimeOffset expires,
        string kind
    ) => outcome is TelegramOutcome.Created(var url) ? new InviteLink(url, expires, kind) : null;
}
