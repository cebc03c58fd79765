using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;

namespace Pgp.Channels;

/// <summary>What the limits in force (spec 40, transaction_limits) leave to a channel.</summary>
/// <param name="PriceMax">The most that a buyer may pay at once; null: no limit.</param>
/// <param name="PayoutMax">The most that one payout may be; null: no limit.</param>
public sealed record ChannelLimits(Amount<Usd>? PriceMax, Amount<Usd>? PayoutMax)
{
    public static ChannelLimits None { get; } = new(null, null);

    public static async Task<ChannelLimits> InForceAsync(Database database, CancellationToken ct) =>
        new(
            await MostAtOnceAsync(database, LimitScope.Invoice, ct),
            await MostAtOnceAsync(database, LimitScope.Payout, ct)
        );

    private static async Task<Amount<Usd>?> MostAtOnceAsync(
        Database database,
        LimitScope scope,
        CancellationToken ct
    ) => LimitVerdict.MostAtOnce(await LimitQueries.InForceAsync(database, scope, ct));
}
