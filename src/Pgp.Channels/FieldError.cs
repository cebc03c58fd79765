namespace Pgp.Channels;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Path in the request, for example <c>tiers[0].price_usd</c>.</param>
/// <param name="Code">Stable; programs may rely on it.</param>
/// <param name="Message">For people; may change.</param>
public sealed record FieldError(string Field, string Code, string Message);
