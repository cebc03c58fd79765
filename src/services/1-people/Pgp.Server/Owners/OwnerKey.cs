using System.Globalization;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners;

/// <summary>
/// A press on an owner's button: <c>w:</c>, a word, and what it is about; 64 bytes at most. Like
/// all data of buttons it may be forged: whose a channel is, is asked again behind each of them.
/// </summary>
internal abstract record OwnerKey
{
    private const string Prefix = "w";

    private OwnerKey() { }

    /// <summary>A button without a subject; one of the words below.</summary>
    public sealed record Plain(string Word) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:{Word}";
    }

    /// <summary>A button of one channel; one of the words below.</summary>
    public sealed record OfChannel(string Word, string LinkCode) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:{Word}:{LinkCode}";
    }

    /// <summary>This chat is the open one of the pair, or the closed one.</summary>
    public sealed record Chat(bool IsOpen, long ChatId) : OwnerKey
    {
        public override string ToString() => Text($"{Prefix}:{(IsOpen ? "o" : "x")}:{ChatId}");
    }

    /// <summary>The pair that is being connected is paid in this coin.</summary>
    public sealed record DraftCoin(Coin Coin) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:dc:{Coin}";
    }

    /// <summary>Change a tier, or take it away.</summary>
    public sealed record Tier(string LinkCode, int No, bool IsDropped) : OwnerKey
    {
        public override string ToString() =>
            Text($"{Prefix}:{(IsDropped ? "tr" : "te")}:{LinkCode}:{No}");
    }

    /// <summary>Say something about the channel, or nothing any more.</summary>
    public sealed record Field(string LinkCode, ChannelField What, bool IsCleared) : OwnerKey
    {
        public override string ToString() =>
            $"{Prefix}:{(IsCleared ? "fc" : "f")}:{LinkCode}:{What.Name}";
    }

    /// <summary>Hear of such events, or no longer.</summary>
    public sealed record Mute(string LinkCode, OwnerEvent Event, bool IsMuted) : OwnerKey
    {
        public override string ToString() =>
            $"{Prefix}:{(IsMuted ? "m0" : "m1")}:{LinkCode}:{Event}";
    }

    public sealed record EndCoupon(string LinkCode, CouponId Coupon) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:ke:{LinkCode}:{Coupon}";
    }

    /// <summary>Tell these people something.</summary>
    /// <param name="Segment">active, expiring, past, or the number of a tier.</param>
    public sealed record Announce(string LinkCode, string Segment) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:bs:{LinkCode}:{Segment}";
    }

    /// <summary>A button under an announcement.</summary>
    public sealed record Announcement(AnnouncementPress Press) : OwnerKey
    {
        public override string ToString() => Press.ToString();
    }

    /// <summary>From now on paid in this coin.</summary>
    public sealed record WalletCoin(string LinkCode, Coin Coin) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:wk:{LinkCode}:{Coin}";
    }

    public sealed record CancelWallet(WalletChangeId Change) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:wx:{Change}";
    }

    /// <summary>This account of the web is mine.</summary>
    public sealed record LinkAccount(string Secret) : OwnerKey
    {
        public override string ToString() => $"{Prefix}:la:{Secret}";
    }

    /// <returns><see langword="null"/> for data that none of these buttons has.</returns>
    public static OwnerKey? Of(string? data) =>
        data?.Split(':') switch
        {
            [Prefix, var word] when OwnerWords.Plain.Contains(word) => new Plain(word),
            [Prefix, "o" or "x", var id] parts when ChatOf(id) is { } chat => new Chat(
                parts[1] == "o",
                chat
            ),
            [Prefix, "dc", var coin] when CoinOf(coin) is { } one => new DraftCoin(one),
            [Prefix, "wx", var id] when WalletChangeId.TryParse(id, out var change) =>
                new CancelWallet(change),
            [Prefix, "la", var secret] when StartPayload.IsLinkSecret(secret) => new LinkAccount(
                secret
            ),
            [Prefix, var word, var code]
                when OwnerWords.OfChannel.Contains(word) && LinkCode.IsValid(code) => new OfChannel(
                word,
                code
            ),
            [Prefix, var word, var code, var rest] when LinkCode.IsValid(code) => OfFour(
                word,
                code,
                rest
            ),
            _ => AnnouncementPress.Of(data) is { } press ? new Announcement(press) : null,
        };

    private static OwnerKey? OfFour(string word, string code, string rest) =>
        word switch
        {
            "te" or "tr" when rest is ['1' or '2' or '3'] => new Tier(
                code,
                rest[0] - '0',
                word == "tr"
            ),
            "f" or "fc" when ChannelField.Of(rest) is { } field => new Field(
                code,
                field,
                word == "fc"
            ),
            "m0" or "m1" when EventOf(rest) is { } kind => new Mute(code, kind, word == "m0"),
            "bs" when Announcing.Segments.IsKnown(rest) => new Announce(code, rest),
            "ke" when CouponId.TryParse(rest, out var coupon) => new EndCoupon(code, coupon),
            "wk" when CoinOf(rest) is { } coin => new WalletCoin(code, coin),
            _ => null,
        };

    private static long? ChatOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        && id < 0
            ? id
            : null;

    private static Coin? CoinOf(string text) =>
        text.Split('@') is [var ticker, var network] && Coin.TryOf(ticker, network, out var coin)
            ? coin
            : null;

    private static OwnerEvent? EventOf(string text)
    {
        foreach (var kind in OwnerWords.Events)
        {
            if (kind.ToString() == text)
            {
                return kind;
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
