using System.Globalization;

namespace Pgp.Channels.Wallets;

/// <summary>
/// What may stand beside an address. Exchanges share one address among all their customers on some
/// networks and tell them apart by it; a wallet of one's own needs none.
/// </summary>
/// <param name="Message">What is right, for people.</param>
/// <param name="Read">The memo as it is stored, or null if it is none.</param>
internal sealed record MemoRule(string Message, Func<string, string?> Read)
{
    // What fits a column and every exchange; the network itself would carry 123 bytes.
    private const int TonCommentLengthMax = 64;
    private const int StellarTextLengthMax = 28;

    /// <summary>A destination tag: an unsigned number of 32 bits.</summary>
    public static MemoRule XrpTag { get; } =
        new("A destination tag is a number from 0 to 4294967295.", ReadTag);

    /// <summary>
    /// Text, of which a number is one kind. A hash is not taken: the exchange would not know that
    /// it is one, and private keys look the same.
    /// </summary>
    public static MemoRule StellarText { get; } =
        new(
            $"A memo has 1 to {StellarTextLengthMax} printable characters without blanks.",
            text => ReadText(text, StellarTextLengthMax)
        );

    public static MemoRule TonComment { get; } =
        new(
            $"A comment has 1 to {TonCommentLengthMax} printable characters without blanks.",
            text => ReadText(text, TonCommentLengthMax)
        );

    // Leading zeros are lost on the way anyway.
    private static string? ReadTag(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tag)
            ? tag.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? ReadText(string text, int lengthMax) =>
        text.Length <= lengthMax && text.All(c => c is > ' ' and <= '~') ? text : null;
}
