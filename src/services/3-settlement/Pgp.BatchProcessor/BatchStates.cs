namespace Pgp.BatchProcessor;

/// <summary>States of a payout batch and the only moves between them.</summary>
internal static class BatchStates
{
    /// <summary>Its credits are set aside; SPLIT1 and HOSTPAY1 are at work.</summary>
    public const string Reserved = "reserved";

    /// <summary>Paid to the exchange, which does not go on; followed all the same.</summary>
    public const string Held = "held";

    /// <summary>The owner has the money.</summary>
    public const string Completed = "completed";

    /// <summary>It came to nothing: the credits are the owner's balance again.</summary>
    public const string Released = "released";

    public static IReadOnlyDictionary<string, string[]> Moves { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Reserved] = [Held, Completed, Released],
            [Held] = [Completed, Released],
            [Completed] = [],
            [Released] = [],
        };
}
