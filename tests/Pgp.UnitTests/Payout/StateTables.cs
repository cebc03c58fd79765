using System.Text.RegularExpressions;
using Pgp.Common.Database;
using Pgp.Testing;

namespace Pgp.UnitTests.Payout;

/// <summary>Tables of moves against the schema and against their own promise to go forward.</summary>
internal static partial class StateTables
{
    /// <summary>The states that the schema lets a table have.</summary>
    public static IReadOnlyList<string> OfSchema(string script, string table)
    {
        var body = Script(script).Split($"create table {table} (")[1].Split("\n)")[0];
        return Words(StateCheck().Match(body).Groups["states"].Value);
    }

    /// <summary>As <see cref="OfSchema"/> where a later script replaced the check.</summary>
    public static IReadOnlyList<string> OfConstraint(string script, string constraint) =>
        Words(
            Script(script).Split($"add constraint {constraint} check (state in (")[1].Split(')')[0]
        );

    /// <summary>Moves from a state to a state that a project's statements name in words.</summary>
    public static IEnumerable<(string From, string To)> MovesInSql(string project, string table) =>
        StateUpdates(project, table)
            .SelectMany(sql =>
                Words(Expected().Match(sql.Text).Groups["states"].Value)
                    .Select(from => (from, Target().Match(sql.Text).Groups["to"].Value))
            )
            .Where(move => move.Value.Length > 0);

    /// <summary>Statements that move a state whatever it is.</summary>
    public static IEnumerable<SqlConstant> BlindMovesInSql(string project, string table) =>
        StateUpdates(project, table).Where(sql => !Expected().IsMatch(sql.Text));

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

    private static IEnumerable<SqlConstant> StateUpdates(string project, string table) =>
        SqlConstants.All.Where(sql =>
            sql.Project == project
            && sql.Text.StartsWith($"update {table}\n", StringComparison.Ordinal)
            && Assigned().IsMatch(sql.Text)
        );

    private static string Script(string name)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(
            $"migrations/{name}"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IReadOnlyList<string> Words(string text) =>
        [.. Word().Matches(text).Select(word => word.Groups["word"].Value)];

    private static IEnumerable<string> Sorted(IEnumerable<string> states) =>
        states.Order(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\n  state\s+text[^,]*?check \(state in \((?<states>[^)]*)\)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StateCheck();

    [GeneratedRegex(
        @"\n\s+(set )?state\s+=\s",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Assigned();

    [GeneratedRegex(
        @"set state\s+= '(?<to>[a-z_]+)'",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Target();

    // A word, some words, or a parameter.
    [GeneratedRegex(
        @"and state\s+(= |in \()(?<states>('[a-z_]+'(, )?)+|\$[0-9])",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Expected();

    [GeneratedRegex(
        "'(?<word>[a-z_]+)'",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Word();
}
