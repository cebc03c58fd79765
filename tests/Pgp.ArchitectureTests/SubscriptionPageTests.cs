using System.Globalization;
using System.Text;
using Pgp.ArchitectureTests.Documents;
using Pgp.Orchestrator.Subscriptions;

namespace Pgp.ArchitectureTests;

/// <summary>
/// Prints diagram and table of a subscription's states from the machine's own table, between two
/// marks of a page that is otherwise written by hand. After a change of the table: run this class
/// with <c>PGP_APPROVE=1</c>.
/// </summary>
public sealed class SubscriptionPageTests
{
    private const string Page = "docs/subscriptions.md";
    private const string Begin = "<!-- printed: begin -->\n";
    private const string End = "<!-- printed: end -->\n";

    [Fact]
    public void The_page_of_subscriptions_shows_the_moves_of_the_machine()
    {
        var page = Pages.Read(Page);
        var (head, rest) = Cut(page, Begin);
        var (_, tail) = Cut(rest, End);
        Pages.MustRead(Page, head + Begin + Render() + End + tail);
    }

    private static (string Before, string After) Cut(string text, string mark)
    {
        var parts = text.Split(mark);
        Assert.Equal(2, parts.Length);
        return (parts[0], parts[1]);
    }

    private static string Render()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        var arrows = SubscriptionStates.Moves.GroupBy(move => (move.From, move.To));
        foreach (var arrow in arrows)
        {
            var (from, to) = (Name(arrow.Key.From), Name(arrow.Key.To));
            var kinds = string.Join(", ", arrow.Select(move => move.Kind).Distinct());
            text.Append(CultureInfo.InvariantCulture, $"  {from} --> {to}: {kinds}\n");
        }

        text.Append("```\n\n| From | Entry | To | When |\n|---|---|---|---|\n");
        foreach (var move in SubscriptionStates.Moves)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {move.From} | `{move.Kind}` | {move.To} | {move.When} |\n"
            );
        }

        return text.ToString();
    }

    // Nobody has a row before the first entry.
    private static string Name(string state) => state == SubscriptionStates.None ? "[*]" : state;
}
