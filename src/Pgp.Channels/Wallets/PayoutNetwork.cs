namespace Pgp.Channels.Wallets;

/// <summary>A network on which owners can be paid.</summary>
public sealed class PayoutNetwork
{
    // Longer than any address of any network here; nothing longer is worth a look.
    private const int TextLengthMax = 300;

    private readonly AddressRule rule;

    /// <param name="memo">Null where an address says all.</param>
    internal PayoutNetwork(
        string id,
        string name,
        IReadOnlyList<string> tickers,
        AddressRule rule,
        MemoRule? memo
    )
    {
        Id = id;
        Name = name;
        Tickers = tickers;
        Memo = memo;
        this.rule = rule;
    }

    /// <summary>As in <c>ticker@network</c>.</summary>
    public string Id { get; }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>The coins that owners can have there, in alphabetical order.</summary>
    public IReadOnlyList<string> Tickers { get; }

    /// <summary>Whether a memo, tag or comment may stand beside the address.</summary>
    public bool TakesMemo => Memo is not null;

    internal MemoRule? Memo { get; }

    /// <param name="text">Without blanks around it.</param>
    internal AddressVerdict Read(string text) =>
        text.Length is > 0 and <= TextLengthMax && text.All(char.IsAscii)
            ? rule(text)
            : AddressVerdict.NotOurs;

    public override string ToString() => Id;
}
