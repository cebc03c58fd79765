namespace Pgp.MicroBatchProcessor;

/// <summary>States of a conversion and the only moves between them.</summary>
internal static class ConversionStates
{
    /// <summary>Credits are claimed; the exchange is asked for a price.</summary>
    public const string Claimed = "claimed";

    /// <summary>The price fits; an order is asked for.</summary>
    public const string OrderRequested = "order_requested";

    /// <summary>The order is open; HOSTPAY1 has it paid and follows it.</summary>
    public const string Executing = "executing";

    /// <summary>Paid, and the exchange does not go on; followed all the same.</summary>
    public const string Held = "held";

    /// <summary>The proceeds are distributed.</summary>
    public const string Completed = "completed";

    /// <summary>It came to nothing: the credits wait in the pool again.</summary>
    public const string Returned = "returned";

    public static IReadOnlyDictionary<string, string[]> Moves { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Claimed] = [OrderRequested, Returned],
            [OrderRequested] = [Executing, Returned],
            [Executing] = [Held, Completed, Returned],
            [Held] = [Completed, Returned],
            [Completed] = [],
            [Returned] = [],
        };
}
