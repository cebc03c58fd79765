namespace Pgp.Channels.Wallets;

/// <summary>What one network's rule says of a text.</summary>
internal abstract record AddressVerdict
{
    private AddressVerdict() { }

    public static AddressVerdict NotOurs { get; } = new Foreign();

    public static AddressVerdict Mistyped { get; } =
        new Refused(WalletCodes.BadChecksum, "There is a typing mistake in this address.");

    public static AddressVerdict OfTestNetwork { get; } =
        new Refused(WalletCodes.TestNetwork, "This is an address of a test network.");

    public static AddressVerdict Zero { get; } =
        new Refused(WalletCodes.ZeroAddress, "Coins sent to the zero address are lost.");

    /// <param name="message">What to give instead.</param>
    public static AddressVerdict Unsupported(string message) =>
        new Refused(WalletCodes.UnsupportedForm, message);

    /// <summary>Coins can be sent there.</summary>
    /// <param name="Address">As it is stored.</param>
    public sealed record Good(string Address) : AddressVerdict;

    /// <summary>Not of this network, as far as can be seen.</summary>
    public sealed record Foreign : AddressVerdict;

    /// <summary>Meant for this network, and yet nothing is sent there.</summary>
    public sealed record Refused(string Code, string Message) : AddressVerdict;
}

/// <summary>Reads a text, trimmed, as an address of one network.</summary>
internal delegate AddressVerdict AddressRule(string text);
