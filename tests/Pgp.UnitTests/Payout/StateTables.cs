using System.Text.RegularExpressions;
using Pgp.Common.Database;

namespace Pgp.UnitTests.Payout;

/// <summary>Tables of moves against the schema and against their own promise to go forward.</summary>
internal static partial class StateTables
{
    /// <summary>The states that the schema lets a table have.</summary>
    public static IReadOnlyList<string> OfSchema(string script, string table)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(
            $"migrations/{script}"
        )!;
        using var reader = new StreamReader(stream);
        var body = reader.ReadToEnd().Split($"create table {table} (")[1].Split("\n)")[0];
        var states = StateCheck().Match(body).Groups["states"].Value;
        return [.. Word().Matches(states).Select(word => word.Groups["word"].Value)];
    }

    /// <summary>Every state is known on both sides, and every move leads to one that is known.</summary>
    public static void MustMatch(
        IReadOnlyList<string> schema,
        IReadOnlyDictionary<string, string[]> moves
    )
    {
        Assert.NotEmpty(schema);
        Assert.Equal(Sorted(schema), Sorted(moves.Keys));
        Assert.Subset(schema.ToHashSet(), moves.Values.SelectMany(to => to).ToHashSet());
    }

    /// <summary>From no state is there a way back to it.</summary>
    public static void MustOnlyGoForward(IReadOnlyDictionary<string, string[]> moves) =>
        Assert.All(moves.Keys, state => Assert.DoesNotContain(state, Reachable(moves, state)));

    public static HashSet<string> Reachable(
        IReadOnlyDictionary<string, string[]> moves,
        string from
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(moves[from]);
        while (open.TryPop(out var state))
        {
            if (seen.Add(state))
            {
                Array.ForEach(moves[state], open.Push);
            }
        }

        return seen;
    }

    /// <summary>States that nothing leads out of.</summary>
    public static IEnumerable<string> Ends(IReadOnlyDictionary<string, string[]> moves) =>
        moves.Where(move => move.Value.Length == 0).Select(move => move.Key);

    private static IEnumerable<string> Sorted(IEnumerable<string> states) =>
        states.Order(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\n  state\s+text[^,]*?check \(state in \((?<states>[^)]*)\)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StateCheck();

    [GeneratedRegex(
        "'(?<word>[a-z_]+)'",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Word();
}
