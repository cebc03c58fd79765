namespace Pgp.Channels.Wallets;

/// <summary>
/// What can be wrong with a wallet, as <see cref="FieldError.Code"/> says it. Stable.
/// </summary>
public static class WalletCodes
{
    /// <summary>Nobody is paid in this coin on this network.</summary>
    public const string UnknownPair = "unknown_pair";

    /// <summary>Nothing that could be meant.</summary>
    public const string Malformed = "malformed";

    /// <summary>An address, but of another network, which the message names.</summary>
    public const string WrongNetwork = "wrong_network";

    /// <summary>Almost an address: there is a typing mistake in it.</summary>
    public const string BadChecksum = "bad_checksum";

    /// <summary>An address of a network for tests, where coins are worth nothing.</summary>
    public const string TestNetwork = "test_network";

    /// <summary>An address of a kind that is not paid to; the message says what to give.</summary>
    public const string UnsupportedForm = "unsupported_form";

    /// <summary>Nobody has its key.</summary>
    public const string ZeroAddress = "zero_address";

    public const string MemoNotExpected = "memo_not_expected";
    public const string MemoMalformed = "memo_malformed";

    /// <summary>
    /// A private key or seed words: never repeated in an answer, stored or logged.
    /// </summary>
    public const string LooksLikeSecret = "looks_like_secret";
}
