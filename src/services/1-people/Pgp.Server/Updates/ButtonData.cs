using System.Globalization;
using System.Numerics;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.Texts;

namespace Pgp.Server.Updates;

/// <summary>
/// What a pressed button asks for; its text form is the button's data, 64 bytes at most. Whatever
/// comes back was chosen by the client, so that it is checked like any other input.
/// </summary>
internal abstract record ButtonData
{
    private static readonly BigInteger AtomicPerCent = BigInteger.Pow(10, Coin.Usd.Decimals - 2);

    private ButtonData() { }

    /// <summary><c>s:&lt;link code&gt;:&lt;tier&gt;</c>: buy this tier.</summary>
    public sealed record Tier(string LinkCode, int TierNo) : ButtonData
    {
        public override string ToString() => Text($"s:{LinkCode}:{TierNo}");
    }

    /// <summary><c>c:&lt;link code&gt;:&lt;tier&gt;:&lt;coupon&gt;</c>: buy it for less.</summary>
    public sealed record CouponTier(string LinkCode, int TierNo, string Code) : ButtonData
    {
        public override string ToString() => Text($"c:{LinkCode}:{TierNo}:{Code}");
    }

    /// <summary><c>gt:&lt;link code&gt;:&lt;tier&gt;</c>: buy this tier for somebody.</summary>
    public sealed record GiftTier(string LinkCode, int TierNo) : ButtonData
    {
        public override string ToString() => Text($"gt:{LinkCode}:{TierNo}");
    }

    /// <summary><c>g:&lt;link code&gt;</c>: which gifts are there?</summary>
    public sealed record Gifts(string LinkCode) : ButtonData
    {
        public override string ToString() => $"g:{LinkCode}";
    }

    /// <summary><c>t:&lt;link code&gt;</c>: try it for nothing.</summary>
    public sealed record Trial(string LinkCode) : ButtonData
    {
        public override string ToString() => $"t:{LinkCode}";
    }

    /// <summary><c>rn:&lt;link code&gt;</c>: show what can be bought.</summary>
    public sealed record Renew(string LinkCode) : ButtonData
    {
        public override string ToString() => $"rn:{LinkCode}";
    }

    /// <summary><c>d:&lt;link code&gt;:&lt;cents&gt;</c>: donate this much.</summary>
    public sealed record Donation(string LinkCode, Amount<Usd> Amount) : ButtonData
    {
        public override string ToString() => Text($"d:{LinkCode}:{Amount.Atomic / AtomicPerCent}");
    }

    /// <summary><c>da:&lt;link code&gt;</c>: which amounts?</summary>
    public sealed record Donate(string LinkCode) : ButtonData
    {
        public override string ToString() => $"da:{LinkCode}";
    }

    /// <summary><c>dm:&lt;order&gt;</c>: add a message to this donation.</summary>
    public sealed record DonorMessage(OrderId Order) : ButtonData
    {
        public override string ToString() => $"dm:{Order}";
    }

    /// <summary><c>dn:&lt;order&gt;</c>: hide the name from the owner, or show it again.</summary>
    public sealed record DonorName(OrderId Order) : ButtonData
    {
        public override string ToString() => $"dn:{Order}";
    }

    /// <summary><c>r:&lt;order&gt;</c>: try this order's invoice again.</summary>
    public sealed record Retry(OrderId Order) : ButtonData
    {
        public override string ToString() => $"r:{Order}";
    }

    /// <summary><c>ri:&lt;subscription&gt;</c>: another invite.</summary>
    public sealed record Reissue(SubscriptionId Subscription) : ButtonData
    {
        public override string ToString() => $"ri:{Subscription}";
    }

    /// <summary><c>q:&lt;subscription&gt;</c>: let it end, without reminders.</summary>
    public sealed record LetEnd(SubscriptionId Subscription) : ButtonData
    {
        public override string ToString() => $"q:{Subscription}";
    }

    /// <summary><c>l:&lt;code&gt;</c>: speak this language.</summary>
    public sealed record Speak(Language Language) : ButtonData
    {
        public override string ToString() => $"l:{Language.Code}";
    }

    /// <returns><see langword="null"/> for data that none of our buttons has.</returns>
    public static ButtonData? Of(string? data) =>
        data?.Split(':') switch
        {
            ["s", var code, var tier] when IsCode(code) && Number(tier) is { } no => new Tier(
                code,
                no
            ),
            ["gt", var code, var tier] when IsCode(code) && Number(tier) is { } no => new GiftTier(
                code,
                no
            ),
            ["c", var code, var tier, var coupon]
                when IsCode(code) && Number(tier) is { } no && CouponDraft.IsCode(coupon) =>
                new CouponTier(code, no, coupon),
            ["g", var code] when IsCode(code) => new Gifts(code),
            ["t", var code] when IsCode(code) => new Trial(code),
            ["rn", var code] when IsCode(code) => new Renew(code),
            ["da", var code] when IsCode(code) => new Donate(code),
            ["d", var code, var cents] when IsCode(code) && Number(cents) is { } count =>
                new Donation(code, new Amount<Usd>(count * AtomicPerCent)),
            [var kind, var id] => OfId(kind, id),
            _ => null,
        };

    private static ButtonData? OfId(string kind, string id) =>
        kind switch
        {
            "r" when OrderId.TryParse(id, out var order) => new Retry(order),
            "dm" when OrderId.TryParse(id, out var order) => new DonorMessage(order),
            "dn" when OrderId.TryParse(id, out var order) => new DonorName(order),
            "ri" when SubscriptionId.TryParse(id, out var subscription) => new Reissue(
                subscription
            ),
            "q" when SubscriptionId.TryParse(id, out var subscription) => new LetEnd(subscription),
            "l" when Language.All.FirstOrDefault(one => one.Code == id) is { } language =>
                new Speak(language),
            _ => null,
        };

    private static bool IsCode(string text) => LinkCode.IsValid(text);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
