using Pgp.Host.Chaos;

namespace Pgp.Host.DemoData;

/// <summary>Everything that happens, drawn before the first day.</summary>
/// <param name="Days">How long it lasts.</param>
/// <param name="People">Names of those who buy; a deed names them by their place.</param>
/// <param name="Deeds">By day.</param>
internal sealed record Script(int Days, IReadOnlyList<string> People, IReadOnlyList<Deed> Deeds)
{
    // Whoever lets time pass between two deeds longer than this has the services off once for all.
    private const int DaysPerStep = 3;

    /// <summary>What happens between two moves of the clock.</summary>
    public IEnumerable<IReadOnlyList<Deed>> Steps =>
        Deeds
            .GroupBy(deed => deed.Day / DaysPerStep)
            .OrderBy(step => step.Key)
            .Select(step => step.ToList());

    /// <summary>As many payments as people can look through, of every kind.</summary>
    public static Script Year(int seed) => Draw(365, regulars: 26, donations: 16, seed);

    /// <param name="regulars">People who subscribe in the ordinary way.</param>
    /// <param name="donations">How many are given.</param>
    public static Script Draw(int days, int regulars, int donations, int seed)
    {
        var writer = new ScriptWriter(days, Draws.For(seed, "demo data"));
        for (var i = 0; i < regulars; i++)
        {
            writer.AddRegular();
        }

        writer.AddDonations(donations);
        writer.AddRarities();
        return writer.Finish();
    }
}
