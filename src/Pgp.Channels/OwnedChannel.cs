using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>A channel pair as its owner sees it.</summary>
public sealed record OwnedChannel(ChannelId Id, string LinkCode, TelegramUserId Owner)
{
    public required OpenChannelId Open { get; init; }

    public required ClosedChannelId Closed { get; init; }

    public required string OpenTitle { get; init; }

    public required string ClosedTitle { get; init; }

    /// <summary>When and where the owner is paid.</summary>
    public required PayoutTarget Payout { get; init; }

    public string? OpenDescription { get; init; }

    public string? ClosedDescription { get; init; }

    public string? DonationText { get; init; }

    /// <summary>Days that somebody new may try; 0: none.</summary>
    public int TrialDays { get; init; }

    /// <summary>Days that a member stays in after the end.</summary>
    public int GraceDays { get; init; }

    /// <summary>How much less than the price counts as paid.</summary>
    public BasisPoints Tolerance { get; init; }

    /// <summary>Counts the changes, so that two who edit at once notice each other.</summary>
    public int Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when nothing of it is sold; null: it is.</summary>
    public DateTimeOffset? SellingStoppedAt { get; init; }

    /// <summary>In whose name it is changed; the owner's own, in the bot, unless said.</summary>
    public Actor Actor { get; init; } = Actor.InBot(Owner);

    /// <summary>Names of events that the owner does not want to hear of.</summary>
    public IReadOnlyList<string> MutedEvents { get; init; } = [];
}
