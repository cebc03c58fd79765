using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners.Connecting;

/// <summary>What somebody who connects a pair has said so far.</summary>
/// <param name="Person">Who will be its owner; one draft each.</param>
internal sealed record ConnectDraft(TelegramUserId Person)
{
    public long? Open { get; init; }

    public long? Closed { get; init; }

    /// <summary><c>9.99 30</c>: price in dollars, days.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    public string? Strategy { get; init; }

    public Amount<Usd>? Threshold { get; init; }

    public Coin? Coin { get; init; }

    public string? Address { get; init; }

    public string? ExtraId { get; init; }

    /// <summary>The question about a memo was answered, be it with none.</summary>
    public bool IsMemoKnown { get; init; }

    /// <summary>What is still to be said.</summary>
    public ConnectStep Step =>
        this switch
        {
            { Open: null } => ConnectStep.Open,
            { Closed: null } => ConnectStep.Closed,
            { Tiers.Count: 0 } => ConnectStep.Tiers,
            { Strategy: null } => ConnectStep.Payout,
            { Coin: null } => ConnectStep.Coin,
            { Address: null } => ConnectStep.Address,
            { IsMemoKnown: false, Coin: { } coin } when WalletText.MayNeedMemo(coin) =>
                ConnectStep.Memo,
            _ => ConnectStep.Done,
        };

    /// <summary>All of it, for the rules that every channel has to follow.</summary>
    public ChannelRequest Request(string openTitle, string closedTitle) =>
        new(
            Open,
            Closed,
            openTitle,
            closedTitle,
            [.. TierText.Read(string.Join('\n', Tiers))],
            Strategy,
            Threshold?.ToDecimalText(),
            Coin?.ToString(),
            Address,
            ExtraId,
            NotifyChatId: Person.Value
        );
}

/// <summary>The questions, in order.</summary>
internal enum ConnectStep
{
    Open,
    Closed,
    Tiers,
    Payout,
    Coin,
    Address,
    Memo,

    /// <summary>All is said; one press and it is sold.</summary>
    Done,
}
