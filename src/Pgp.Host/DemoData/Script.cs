using Pgp.Host.Chaos;

namespace Pgp.Host.DemoData;

/// <summary>Everything that happens, drawn before the first day.</summary>
/// <param name="Days">How long it lasts.</param>
/// <param name="People">Names of those who buy; a deed names them by their place.</param>
/// <param name="Deeds">By day.</param>
internal sealed record Script(int Days, IReadOnlyList<string> People, IReadOnlyList<Deed> Deeds)
{
    // Each move of the clock stops the services; what happens on neighbouring days shares one.
    private const int DaysPerStep = 3;

    /// <summary>What happens between two moves of the clock.</summary>
    public IEnumerable<IReadOnlyList<Deed>> Steps =>
        Deeds
            .GroupBy(deed => deed.Day / DaysPerStep)
            .OrderBy(step => step.Key)
            .Select(step => step.ToList());

    /// <summary>As many payments as people can look through, of every kind.</summary>
    public static Script Year(int seed) => Draw(365, regulars: 24, donations: 16, seed);

    /// <param name="regulars">People who subscribe in the ordinary way.</param>
    /// <param name="donations">How many are given.</param>
    public static Script Draw(int days, int regulars, int donations, int seed)
    {
        var writer = new ScriptWriter(days, Draws.For(seed, "demo data"));
        for (var i = 0; i < regulars; i++)
        {
            // Some are there from the start, or the first months would be empty.
            writer.AddRegular(latest: i < regulars / 4 ? days / 8 : days * 9 / 10);
        }

        writer.AddDonations(donations);
        writer.AddRarities();
        writer.AddRecent();
        return writer.Finish();
    }
}
