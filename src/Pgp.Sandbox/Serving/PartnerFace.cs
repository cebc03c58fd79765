namespace Pgp.Sandbox.Serving;

/// <summary>
/// How one partner looks from outside: its name in fault orders and its error bodies.
/// </summary>
/// <param name="Operation">What a fault order calls this request.</param>
/// <param name="TooMany">The 429 answer; the argument is whole seconds to wait.</param>
/// <param name="Broken">The 500 answer.</param>
internal sealed record PartnerFace(
    string Name,
    Func<PartnerCall, string> Operation,
    Func<int, Answer> TooMany,
    Func<Answer> Broken
);
