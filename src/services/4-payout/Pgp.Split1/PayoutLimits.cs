using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Policies;

namespace Pgp.Split1;

/// <summary>
/// Whether a share may be set aside now. Until the unit ends, no other payout of the channel is
/// judged.
/// </summary>
internal static class PayoutLimits
{
    public static async Task<LimitVerdict> JudgeAsync(
        Unit unit,
        OwnersShare share,
        CancellationToken ct
    )
    {
        await HeldPayoutQueries.LockAsync(unit, share.ChannelId, ct);
        var limits = await LimitQueries.InForceAsync(unit, LimitScope.Payout, ct);
        var before = await HeldPayoutQueries.BeforeAsync(unit, share.ChannelId, unit.Now, ct);
        return LimitVerdict.Of(limits, share.Value, before);
    }
}
