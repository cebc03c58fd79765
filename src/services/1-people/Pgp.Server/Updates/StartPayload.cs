using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server.Updates;

/// <summary>
/// What a deep link asks for. The old forms named channel, price and days openly, so that a buyer
/// could write his own price; of them only the question remains, and the tiers answer it
/// (spec 30, 1.5).
/// </summary>
internal abstract record StartPayload
{
    private const char Separator = '_';
    private const int LinkSecretLength = 43;

    private StartPayload() { }

    /// <summary>No payload.</summary>
    public sealed record None : StartPayload;

    /// <summary>A payload in none of the forms.</summary>
    public sealed record Unknown : StartPayload;

    /// <summary><c>s_&lt;link code&gt;_&lt;tier&gt;</c></summary>
    public sealed record Tier(string LinkCode, int TierNo) : StartPayload;

    /// <summary><c>d_&lt;link code&gt;</c></summary>
    public sealed record Donation(string LinkCode) : StartPayload;

    /// <summary>
    /// <c>t_&lt;link code&gt;</c>, and <c>r_&lt;link code&gt;</c> for who was there before.
    /// </summary>
    public sealed record Tiers(string LinkCode) : StartPayload;

    /// <summary><c>c_&lt;link code&gt;_&lt;coupon&gt;</c></summary>
    public sealed record Coupon(string LinkCode, string Code) : StartPayload;

    /// <summary><c>g_&lt;code&gt;</c>: open a gift.</summary>
    public sealed record Gift(string Code) : StartPayload;

    /// <summary><c>a_&lt;43 letters&gt;</c>: link an account of the web.</summary>
    public sealed record LinkAccount(string Secret) : StartPayload;

    /// <summary><c>o_&lt;32 hex digits&gt;</c>: go on with an order.</summary>
    public sealed record Resume(OrderId Order) : StartPayload;

    /// <summary><c>{H}_{P}_{D}</c>, or <c>{H}_{P}</c> without days.</summary>
    /// <param name="Price"><see langword="null"/> if it cannot be read.</param>
    /// <param name="Days"><see langword="null"/> if absent or unreadable.</param>
    public sealed record OldTier(OpenChannelId Channel, Amount<Usd>? Price, int? Days)
        : StartPayload;

    /// <summary><c>{H}_DONATE</c></summary>
    public sealed record OldDonation(OpenChannelId Channel) : StartPayload;

    /// <summary>Reads what follows <c>/start</c>.</summary>
    /// <param name="words">The command first.</param>
    public static StartPayload OfWords(IReadOnlyList<string> words) =>
        words.Count switch
        {
            1 => new None(),
            2 => Of(words[1]),
            _ => new Unknown(),
        };

    /// <summary>Reads the payload alone.</summary>
    public static StartPayload Of(string payload) =>
        payload.Split(Separator) switch
        {
            ["s", var code, var tier] when LinkCode.IsValid(code) && Number(tier) is { } no =>
                new Tier(code, no),
            ["d", var code] when LinkCode.IsValid(code) => new Donation(code),
            ["t" or "r", var code] when LinkCode.IsValid(code) => new Tiers(code),
            ["c", var code, var coupon]
                when LinkCode.IsValid(code) && CouponDraft.IsCode(coupon.ToUpperInvariant()) =>
                new Coupon(code, coupon.ToUpperInvariant()),
            ["g", var code] when LinkCode.IsValid(code) => new Gift(code),
            ["a", var secret] when IsLinkSecret(secret) => new LinkAccount(secret),
            ["o", var hex] when Guid.TryParseExact(hex, "N", out var id) => new Resume(
                new OrderId(id)
            ),
            [var channel, "DONATE"] when ChannelOf(channel) is { } id => new OldDonation(id),
            [var channel, var price] when ChannelOf(channel) is { } id => new OldTier(
                id,
                PriceOf(price),
                null
            ),
            [var channel, var price, var days] when ChannelOf(channel) is { } id => new OldTier(
                id,
                PriceOf(price),
                Number(days)
            ),
            _ => new Unknown(),
        };

    /// <summary>What an account's link may carry.</summary>
    public static bool IsLinkSecret(string text) =>
        text.Length == LinkSecretLength && text.All(char.IsAsciiLetterOrDigit);

    // Links were posted with and without the padding.
    private static OpenChannelId? ChannelOf(string encoded)
    {
        var unpadded = encoded.TrimEnd('=');
        if (!Base64Url.IsValid(unpadded))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(unpadded));
        var isId =
            long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var id
            )
            && id < 0;
        return isId ? new OpenChannelId(id) : null;
    }

    private static Amount<Usd>? PriceOf(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c == 'd')
        && Amount<Usd>.TryParse(text.Replace('d', '.'), out var price)
            ? price
            : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
