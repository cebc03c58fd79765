namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>One row of the table: what happens to a payment, and what follows.</summary>
/// <param name="Name">Unique; names the test.</param>
/// <param name="Happens">In words, for the page.</param>
/// <param name="PlayAsync">The same as deeds of provider, price feeds and clock.</param>
/// <param name="Ending">What must be true in the end.</param>
internal sealed record Outcome(
    string Name,
    string Happens,
    Func<OutcomeStage, Task> PlayAsync,
    Ending Ending
);

/// <summary>Everything that somebody can notice of a payment.</summary>
internal sealed record Ending
{
    public const string Nothing = "nothing";

    /// <summary>As stored, and the reason stored with it; none when no payment was recorded.</summary>
    public required string State { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>What was asked of invite.</summary>
    public string Access { get; init; } = "no";

    /// <summary>What the entry of the payment says.</summary>
    public string Books { get; init; } = Nothing;

    /// <summary>Headings of the bot's messages, in order; a button stands in brackets.</summary>
    public string Buyer { get; init; } = Nothing;

    /// <summary>The word of the payment page.</summary>
    public required string Page { get; init; }

    /// <summary>Log events above information, and why a task waits or is given up.</summary>
    public string Operators { get; init; } = Nothing;

    /// <summary>A subscription paid exactly as agreed.</summary>
    public static Ending Paid { get; } =
        new()
        {
            State = "paid",
            Access = "yes",
            Books = "owner 0.003492 eth, fee 0.000108 eth",
            Page = "paid",
        };

    /// <summary>Held for a person, the buyer told, nothing granted or booked.</summary>
    public static Ending Held(string reason) =>
        new()
        {
            State = "quarantined",
            Reason = reason,
            Buyer = "Your payment arrived and is being looked at. [See where it stands]",
            Page = "held",
            Operators = "1602 Error",
        };
}
