namespace Pgp.Channels.Wallets;

/// <summary>To which networks a text could belong; to help whoever has not chosen yet.</summary>
/// <param name="Networks">The likeliest first; empty when it is no address of any.</param>
/// <param name="IsProven">
/// Whether it is a right address of these. If not, it only looks like one of theirs, and would be
/// refused there.
/// </param>
public sealed record AddressGuess(IReadOnlyList<PayoutNetwork> Networks, bool IsProven)
{
    /// <summary>
    /// Asks every network by its whole rule. There is no order of patterns in which one could hide
    /// another: an old address of Litecoin is as long as some of Solana, but only one of the two
    /// accepts it.
    /// </summary>
    public static AddressGuess Of(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (SecretGuard.LooksLikeSecret(trimmed))
        {
            return new AddressGuess([], IsProven: false);
        }

        var verdicts = PayoutPairs
            .Networks.Select(network => (Network: network, Verdict: network.Read(trimmed)))
            .Where(one => one.Verdict is not AddressVerdict.Foreign)
            .OrderBy(one => Rank(one.Network))
            .ToArray();
        PayoutNetwork[] proven =
        [
            .. verdicts.Where(one => one.Verdict is AddressVerdict.Good).Select(one => one.Network),
        ];
        return proven.Length > 0
            ? new AddressGuess(proven, IsProven: true)
            : new AddressGuess([.. verdicts.Select(one => one.Network)], IsProven: false);
    }

    // Where several networks share a form, the one that brought it in is meant most often.
    private static int Rank(PayoutNetwork network) =>
        network.Id switch
        {
            "btc" or "eth" => 0,
            "ltc" => 1,
            _ => 2,
        };
}
