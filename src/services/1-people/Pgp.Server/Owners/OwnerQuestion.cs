using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners;

/// <summary>
/// What an owner was asked, as <c>conversations.subject</c> keeps it: words, none of which can hold
/// a blank.
/// </summary>
internal abstract record OwnerQuestion
{
    private OwnerQuestion() { }

    /// <summary>The step at which the draft of a new pair is.</summary>
    public sealed record Draft : OwnerQuestion
    {
        public override string ToString() => "draft";
    }

    public sealed record Tier(string LinkCode, int No) : OwnerQuestion
    {
        public override string ToString() => FormattableString.Invariant($"tier {LinkCode} {No}");
    }

    public sealed record Field(string LinkCode, ChannelField What) : OwnerQuestion
    {
        public override string ToString() => $"field {LinkCode} {What.Name}";
    }

    public sealed record Coupon(string LinkCode) : OwnerQuestion
    {
        public override string ToString() => $"coupon {LinkCode}";
    }

    /// <summary>What these people are to be told.</summary>
    public sealed record Announcement(string LinkCode, string Segment) : OwnerQuestion
    {
        public override string ToString() => $"announce {LinkCode} {Segment}";
    }

    /// <summary>The new wallet's coin.</summary>
    public sealed record WalletCoin(string LinkCode) : OwnerQuestion
    {
        public override string ToString() => $"coin {LinkCode}";
    }

    public sealed record WalletAddress(string LinkCode, Coin Coin) : OwnerQuestion
    {
        public override string ToString() => $"address {LinkCode} {Coin}";
    }

    public sealed record WalletMemo(string LinkCode, Coin Coin, string Address) : OwnerQuestion
    {
        public override string ToString() => $"memo {LinkCode} {Coin} {Address}";
    }

    /// <summary>The end of the new address, typed once more.</summary>
    public sealed record WalletEnd(string LinkCode, Wallet Wallet) : OwnerQuestion
    {
        public override string ToString() =>
            $"end {LinkCode} {Wallet.Coin} {Wallet.Address} {Wallet.ExtraId}".TrimEnd();
    }

    /// <exception cref="FormatException">No subject that was written here.</exception>
    public static OwnerQuestion Of(string subject) =>
        subject.Split(' ') switch
        {
            ["draft"] => new Draft(),
            ["tier", var code, [var no]] => new Tier(code, no - '0'),
            ["field", var code, var name] when ChannelField.Of(name) is { } field => new Field(
                code,
                field
            ),
            ["coupon", var code] => new Coupon(code),
            ["announce", var code, var segment] => new Announcement(code, segment),
            ["coin", var code] => new WalletCoin(code),
            ["address", var code, var coin] => new WalletAddress(code, Coin.Parse(coin)),
            ["memo", var code, var coin, var address] => new WalletMemo(
                code,
                Coin.Parse(coin),
                address
            ),
            ["end", var code, var coin, var address, .. var memo] => new WalletEnd(
                code,
                new Wallet(Coin.Parse(coin), address, memo is [var one] ? one : null)
            ),
            _ => throw new FormatException($"not a question: {subject}"),
        };
}
