using Pgp.Contracts.Tasks;

namespace Pgp.Server.Owners;

/// <summary>The words of the owner's buttons.</summary>
internal static class OwnerWords
{
    /// <summary>All channels of the owner.</summary>
    public const string List = "l";

    /// <summary>Begin to connect a pair, or go on.</summary>
    public const string Connect = "n";

    /// <summary>Pay each payment at once.</summary>
    public const string AtOnce = "a";

    /// <summary>The wallet that is being named needs no memo.</summary>
    public const string NoMemo = "z";

    /// <summary>Sell the pair from now on.</summary>
    public const string Live = "g";

    /// <summary>Forget what was said of a new pair.</summary>
    public const string Drop = "d";

    public const string Show = "s";
    public const string Tiers = "t";
    public const string Fields = "v";
    public const string Mutes = "m";
    public const string Coupons = "k";
    public const string NewCoupon = "kn";
    public const string Links = "y";
    public const string Post = "p";
    public const string Announce = "b";
    public const string Wallet = "w";
    public const string ChangeWallet = "wc";
    public const string WalletNoMemo = "wz";

    public static IReadOnlyList<string> Plain { get; } =
    [List, Connect, AtOnce, NoMemo, Live, Drop];

    public static IReadOnlyList<string> OfChannel { get; } =
    [
        Show,
        Tiers,
        Fields,
        Mutes,
        Coupons,
        NewCoupon,
        Links,
        Post,
        Announce,
        Wallet,
        ChangeWallet,
        WalletNoMemo,
    ];

    /// <summary>What an owner may choose not to hear of; the rest needs him.</summary>
    public static IReadOnlyList<OwnerEvent> Events { get; } =
    [
        OwnerEvent.SubscriptionPaid,
        OwnerEvent.DonationPaid,
        OwnerEvent.SubscriptionExpired,
        OwnerEvent.PayoutCompleted,
        OwnerEvent.ThresholdReached,
        OwnerEvent.InviteLeaked,
        OwnerEvent.MembersDiffer,
        OwnerEvent.PostsDisabled,
    ];
}
