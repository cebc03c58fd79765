namespace Pgp.Host.Chaos;

/// <summary>
/// All chance of a chaos run: SplitMix64, so that a seed draws the same in every build.
/// <see cref="Random"/> promises that for no version but its own.
/// </summary>
internal sealed class Draws(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const int Percent = 100;

    private ulong state = seed;

    /// <summary>
    /// A stream of its own for one purpose: who draws when must not change what others draw.
    /// </summary>
    public static Draws For(int seed, string purpose)
    {
        // FNV-1a over the name, so that streams are unlike each other.
        var mixed = 0xCBF29CE484222325UL;
        foreach (var letter in purpose)
        {
            mixed = (mixed ^ letter) * 0x100000001B3;
        }

        return new Draws(mixed ^ ((ulong)seed * Step));
    }

    /// <summary>From 0 up to, and without, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both ends may come.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds(Below((int)(most - least).TotalMilliseconds + 1));

    public bool Hits(int percent) => Below(Percent) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>One of several, each as often as its weight says.</summary>
    public T Of<T>(IReadOnlyList<(int Weight, T Choice)> choices)
    {
        var at = Below(choices.Sum(choice => choice.Weight));
        foreach (var (weight, choice) in choices)
        {
            at -= weight;
            if (at < 0)
            {
                return choice;
            }
        }

        throw new InvalidOperationException("weights are positive");
    }

    /// <summary>All of them in drawn order.</summary>
    public IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items)
    {
        var left = items.ToList();
        var order = new List<T>();
        while (left.Count > 0)
        {
            var at = Below(left.Count);
            order.Add(left[at]);
            left.RemoveAt(at);
        }

        return order;
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }

    private ulong Next()
    {
        state += Step;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
