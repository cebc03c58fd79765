using System.Globalization;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Invite.Letting;

namespace Pgp.Invite.Removing;

/// <summary>What one try came to.</summary>
internal enum RemovalTry
{
    /// <summary>Nothing is left to do.</summary>
    Over,

    /// <summary>The row says when it is tried again.</summary>
    PutOff,

    /// <summary>The person has access again, and may have been put out in between.</summary>
    LetBackIn,
}

/// <summary>
/// Removes somebody whose access is over: out by a ban, which is lifted at once, so that he can
/// come
/// back. Right before it the access is looked at again, and after it once more; each step can be
/// repeated, and none leaves anybody banned.
/// </summary>
internal sealed class Remover(
    Database database,
    TelegramGateway telegram,
    Links links,
    InviteOptions options,
    ILogger<Remover> log
)
{
    // Telegram's words for somebody whom it does not know there (spec 70, 3.5).
    private static readonly string[] UnknownPerson =
    [
        "user not found",
        "member not found",
        "PARTICIPANT_ID_INVALID",
    ];

    private static readonly TimeSpan WhileConfirming = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterRefusalMax = TimeSpan.FromHours(6);

    public async Task<RemovalTry> TryAsync(
        SubscriptionId subscription,
        int seq,
        CancellationToken ct
    )
    {
        var removal = await RemovalQueries.FindAsync(database, subscription, seq, ct);
        if (removal is null or { State: not (Removal.Open or Removal.Banned) })
        {
            return RemovalTry.Over;
        }

        if (removal.HasAccess)
        {
            return await StepBackAsync(removal, ct);
        }

        if (removal.IsConfirming)
        {
            return await PutOffAsync(removal, "a payment is confirming", WhileConfirming, ct);
        }

        switch (await telegram.GetMemberAsync(removal.Channel, removal.User, ct))
        {
            case TelegramOutcome.Membership { RulesIt: true }:
                await RemovalQueries.EndAsync(
                    database,
                    removal,
                    Removal.Skipped,
                    "an administrator",
                    ct
                );
                return RemovalTry.Over;
            case TelegramOutcome.TooFast(var pause):
                return await PutOffAsync(removal, "telegram wants a pause", pause, ct);
        }

        return await PutOutAsync(removal, ct);
    }

    private async Task<RemovalTry> PutOutAsync(Removal removal, CancellationToken ct)
    {
        await RemovalQueries.BanningAsync(database, removal, ct);
        if (await StepAsync(removal, telegram.BanMemberAsync, ct) is { } banRefused)
        {
            return banRefused;
        }

        if (await StepAsync(removal, telegram.UnbanMemberAsync, ct) is { } unbanRefused)
        {
            return unbanRefused;
        }

        foreach (
            var link in await InviteQueries.LiveLinksAsync(
                database,
                removal.User,
                removal.Channel,
                except: "",
                ct
            )
        )
        {
            await links.RevokeAsync(removal.Channel, link.Url, ct);
        }

        // A payment may have settled while he was being put out.
        var after = await RemovalQueries.FindAsync(database, removal.Subscription, removal.Seq, ct);
        var isBack = after is { HasAccess: true };
        await RemovalQueries.EndAsync(
            database,
            removal,
            isBack ? Removal.Overtaken : Removal.Done,
            reason: null,
            ct
        );
        log.MemberRemoved(
            removal.Subscription,
            removal.Seq,
            database.Clock.GetUtcNow() - removal.Due
        );
        return isBack ? RemovalTry.LetBackIn : RemovalTry.Over;
    }

    // Where a ban may have been made before the access came back, it is lifted.
    private async Task<RemovalTry> StepBackAsync(Removal removal, CancellationToken ct)
    {
        if (removal.State == Removal.Banned)
        {
            if (await StepAsync(removal, telegram.UnbanMemberAsync, ct) is { } refused)
            {
                return refused;
            }
        }

        await RemovalQueries.EndAsync(database, removal, Removal.Overtaken, reason: null, ct);
        return removal.State == Removal.Banned ? RemovalTry.LetBackIn : RemovalTry.Over;
    }

    /// <returns>Null: the step is done.</returns>
    private async Task<RemovalTry?> StepAsync(
        Removal removal,
        Func<
            Contracts.Ids.ClosedChannelId,
            Contracts.Ids.TelegramUserId,
            CancellationToken,
            Task<TelegramOutcome>
        > step,
        CancellationToken ct
    )
    {
        switch (await step(removal.Channel, removal.User, ct))
        {
            case TelegramOutcome.Done:
                return null;
            // Of somebody Telegram knows nothing there, nobody has to be removed.
            case TelegramOutcome.Refused(var why) when IsUnknownPerson(why):
                return null;
            case TelegramOutcome.TooFast(var pause):
                return await PutOffAsync(removal, "telegram wants a pause", pause, ct);
            case TelegramOutcome.Unknown(var reason):
                return await PutOffAsync(removal, $"not confirmed: {reason}", AfterSilence, ct);
            case var refusal:
                return await RefusedAsync(removal, $"{refusal}", ct);
        }
    }

    private static bool IsUnknownPerson(string description) =>
        UnknownPerson.Any(part => description.Contains(part, StringComparison.OrdinalIgnoreCase));

    private async Task<RemovalTry> PutOffAsync(
        Removal removal,
        string reason,
        TimeSpan pause,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        await RemovalQueries.PutOffAsync(unit, removal, false, reason, unit.Now + pause, ct);
        await unit.CommitAsync(ct);
        return RemovalTry.PutOff;
    }

    // It is tried for as long as it takes; the owner is told once, after some refusals.
    private async Task<RemovalTry> RefusedAsync(
        Removal removal,
        string reason,
        CancellationToken ct
    )
    {
        var pause = AfterRefusal * (1 << Math.Min(removal.Refusals, 10));
        await using var unit = await database.BeginAsync(ct);
        unit.BeginsStoryOf(removal.Subscription.ToString());
        await RemovalQueries.PutOffAsync(
            unit,
            removal,
            true,
            reason,
            unit.Now + (pause < AfterRefusalMax ? pause : AfterRefusalMax),
            ct
        );
        if (removal.Refusals + 1 == options.RefusalsUntilOwnerHears)
        {
            await unit.EnqueueAsync(
                new OwnerEventPublished(
                    OwnerEvent.RemovalFailed,
                    removal.Pair,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{removal.Subscription}:{removal.Seq}"
                    ),
                    removal.User.Value.ToString(CultureInfo.InvariantCulture)
                ),
                ct
            );
        }

        await unit.CommitAsync(ct);
        log.RemovalRefused(removal.Subscription, removal.Seq, reason);
        return RemovalTry.PutOff;
    }
}
