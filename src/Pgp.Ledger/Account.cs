namespace Pgp.Ledger;

/// <summary>
/// A place where value is. What the platform has (wallet, swap) is positive, what it owes (owners,
/// fees kept apart as its own) negative; each coin is counted on its own.
/// </summary>
public readonly record struct Account
{
    private Account(string name) => Name = name;

    /// <summary>For example <c>wallet:host</c>.</summary>
    public string Name => field ?? "";

    /// <summary>What the host wallet holds on chain.</summary>
    public static Account HostWallet { get; } = new("wallet:host");

    /// <summary>Deposited at the exchange and not yet paid out by it.</summary>
    public static Account AtChangeNow { get; } = new("swap:changenow");

    /// <summary>Owed to owners and already on its way.</summary>
    public static Account PayoutsInFlight { get; } = new("payouts:in_flight");

    /// <summary>Owed to owners and the platform, and being changed into USDT.</summary>
    public static Account ConversionsInFlight { get; } = new("conversions:in_flight");

    /// <summary>What exchanges kept of deposits that they sent back.</summary>
    public static Account PlatformSwapCosts { get; } = new("platform:swap_costs");

    /// <summary>The platform's share of payments.</summary>
    public static Account PlatformFees { get; } = new("platform:fees");

    /// <summary>Gas that the platform paid.</summary>
    public static Account PlatformGas { get; } = new("platform:gas");

    /// <summary>What the operator put into the wallet: gas money.</summary>
    public static Account PlatformCapital { get; } = new("platform:capital");

    /// <summary>Owed to one channel's owner.</summary>
    public static Account OwnerPayable(ChannelId channel) => new($"owner:{channel}:payable");

    public override string ToString() => Name;
}
