using Pgp.Channels;
using Pgp.WebApi.Operators;

namespace Pgp.WebApi.Channels;

/// <summary>
/// Deep links into the bot, and the page that can be shared. A payload has 64 characters at most
/// (spec 70, 3.3).
/// </summary>
internal sealed class ChannelLinks(WebApiOptions options)
{
    public ChannelAnswer Of(RegisteredChannel channel) =>
        new(
            channel.Id.ToString(),
            channel.LinkCode,
            [.. channel.TierNos.Select(no => new SubscriptionLink(no, Tier(channel.LinkCode, no)))],
            Donation(channel.LinkCode)
        );

    public Uri Tier(string linkCode, int no) =>
        Start(FormattableString.Invariant($"s_{linkCode}_{no}"));

    public Uri Donation(string linkCode) => Start($"d_{linkCode}");

    public Uri Page(string linkCode) => new(options.Site, $"/c/{linkCode}");

    private Uri Start(string payload) => new($"https://t.me/{options.BotUsername}?start={payload}");
}
