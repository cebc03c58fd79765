using Pgp.Channels;

namespace Pgp.WebApi.Channels;

/// <summary>
/// Deep links into the bot; the payload has 64 characters at most (spec 70, 3.3).
/// </summary>
internal sealed class ChannelLinks(WebApiOptions options)
{
    public ChannelAnswer Of(RegisteredChannel channel) =>
        new(
            channel.Id.ToString(),
            channel.LinkCode,
            [
                .. channel.TierNos.Select(no => new SubscriptionLink(
                    no,
                    Link($"s_{channel.LinkCode}_{no}")
                )),
            ],
            Link($"d_{channel.LinkCode}")
        );

    private Uri Link(string payload) => new($"https://t.me/{options.BotUsername}?start={payload}");
}
