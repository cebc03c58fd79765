namespace Pgp.Host.Chaos.Harm;

/// <summary>What happens to an exchange order that is none of our doing.</summary>
internal enum Fate
{
    None,

    /// <summary>Stands still until the end of the run.</summary>
    Hold,

    /// <summary>Expires before its deposit comes.</summary>
    ExpireUnpaid,

    /// <summary>Expires though it was paid; the support sends it back in the end.</summary>
    ExpirePaid,

    /// <summary>Fails after the deposit; the support sends it back in the end.</summary>
    FailThenReturn,

    /// <summary>Fails after the deposit, and stays so.</summary>
    FailForGood,

    /// <summary>Sends the deposit back by itself.</summary>
    Return,
}

internal static class Fates
{
    private static readonly (int, Fate)[] Weights =
    [
        (82, Fate.None),
        (4, Fate.Hold),
        (3, Fate.ExpireUnpaid),
        (2, Fate.ExpirePaid),
        (3, Fate.FailThenReturn),
        (2, Fate.FailForGood),
        (4, Fate.Return),
    ];

    public static Fate Draw(Draws draws) => draws.Of(Weights);

    /// <summary>The sandbox's word for what is done to the order.</summary>
    public static string ActionOf(Fate fate) =>
        fate switch
        {
            Fate.ExpireUnpaid or Fate.ExpirePaid => "expire",
            Fate.FailThenReturn or Fate.FailForGood => "fail",
            Fate.Return => "refund",
            Fate.Hold => "hold",
            _ => throw new InvalidOperationException($"{fate} does nothing"),
        };

    /// <summary>Whether the order has come to where this fate strikes.</summary>
    /// <param name="status">The exchange's word.</param>
    /// <param name="isPaid">Whether the deposit has been seen.</param>
    public static bool Strikes(Fate fate, string status, bool isPaid) =>
        fate switch
        {
            Fate.None => false,
            Fate.ExpireUnpaid => status is "new" or "waiting",
            // Not later: what has begun to be paid out is finished.
            _ => isPaid && status is ("confirming" or "exchanging"),
        };
}
