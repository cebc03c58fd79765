using Pgp.Channels;
using Pgp.Common.Database;

namespace Pgp.WebApi.Channels;

/// <summary>Puts together what is shown of a channel.</summary>
internal sealed class ChannelShow(Database database, ChannelLinks links)
{
    public async Task<ChannelView> OfAsync(OwnedChannel channel, CancellationToken ct)
    {
        var tiers = await OwnerQueries.TiersAsync(database, channel.Id, ct);
        var held = await WalletQueries.HeldAsync(database, channel.Id, ct);
        var wallet = channel.Payout.Wallet;
        return new ChannelView(
            channel.Id.ToString(),
            channel.LinkCode,
            channel.Open.ToString(),
            channel.Closed.ToString(),
            channel.OpenTitle,
            channel.ClosedTitle,
            channel.OpenDescription,
            channel.ClosedDescription,
            channel.DonationText,
            [
                .. tiers.Select(tier => new TierView(
                    tier.No,
                    tier.Price.ToDecimalText(),
                    tier.Days,
                    links.Tier(channel.LinkCode, tier.No)
                )),
            ],
            links.Donation(channel.LinkCode),
            links.Page(channel.LinkCode),
            channel.Payout.Strategy,
            channel.Payout.Threshold?.ToDecimalText(),
            wallet.Coin.ToString(),
            wallet.Address,
            wallet.ExtraId,
            channel.TrialDays,
            channel.GraceDays,
            channel.Tolerance.Value,
            channel.MutedEvents,
            channel.Version,
            channel.CreatedAt,
            channel.SellingStoppedAt is null,
            held is null ? null : WalletChangeView.Of(held)
        );
    }
}
