using System.Globalization;
using Pgp.Channels;

namespace Pgp.WebApi.Channels;

/// <summary>
/// A pair to be registered. Its titles are Telegram's; what else is wanted can be said later.
/// </summary>
/// <param name="OpenChannelId">One of <c>GET /chats</c>.</param>
/// <param name="Tiers">One to three; their order gives their numbers.</param>
/// <param name="PayoutStrategy"><c>instant</c> or <c>threshold</c>.</param>
/// <param name="PayoutThresholdUsd">Decimal text; only with <c>threshold</c>.</param>
/// <param name="PayoutCoin"><c>ticker@network</c></param>
internal sealed record RegisterRequest(
    string? OpenChannelId,
    string? ClosedChannelId,
    IReadOnlyList<TierRequest?>? Tiers,
    string? PayoutStrategy,
    string? PayoutThresholdUsd,
    string? PayoutCoin,
    string? PayoutAddress,
    string? PayoutExtraId
)
{
    public ChannelRequest With(KnownChat? open, KnownChat? closed) =>
        new(
            open?.Id,
            closed?.Id,
            open?.Title ?? "?",
            closed?.Title ?? "?",
            Tiers,
            PayoutStrategy,
            PayoutThresholdUsd,
            PayoutCoin,
            PayoutAddress,
            PayoutExtraId
        );
}

/// <summary>Finds a chat among those that the owner let the bot into.</summary>
internal static class ChatCheck
{
    public static KnownChat? Find(
        IReadOnlyList<KnownChat> chats,
        string? id,
        string field,
        List<FieldError> errors
    )
    {
        var chat = long.TryParse(
            id,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? chats.FirstOrDefault(one => one.Id == number)
            : null;
        if (chat is null)
        {
            // Of another's chat nothing is said, not even whether it exists.
            errors.Add(
                new FieldError(
                    field,
                    "chat_unknown",
                    "The bot does not know this chat from you. Make it an administrator there."
                )
            );
        }

        return chat;
    }
}
