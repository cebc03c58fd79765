using System.Text.RegularExpressions;
using Pgp.ArchitectureTests.Documents;
using Pgp.Contracts.Tasks;
using Pgp.Host;

namespace Pgp.ArchitectureTests;

/// <summary>
/// Keeps the map from the names of the first version's design to this code true: nothing of the
/// catalogue is missing, nothing named is gone, nothing that comes later is here already.
/// </summary>
public sealed partial class SeedMapTests
{
    private const string Page = "docs/seed-map.md";
    private const string Here = "here";
    private const string Later = "later";

    private static readonly string[] States = [Here, "changed", Later, "no"];

    [Fact]
    public void Every_service_queue_and_task_of_the_code_is_on_the_map()
    {
        var named = Rows().Where(row => row.State == Here).SelectMany(row => row.Names);
        Assert.Empty(InTheCode().Except(named, StringComparer.Ordinal));
    }

    [Fact]
    public void What_comes_later_is_not_in_the_code_yet()
    {
        var later = Rows().Where(row => row.State == Later).SelectMany(row => row.Names);
        Assert.Empty(InTheCode().Intersect(later, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_on_the_map_exists()
    {
        var paths = Path().Matches(Pages.Read(Page)).Select(match => match.Groups["path"].Value);
        Assert.NotEmpty(paths);
        var gone = paths.Where(path => !Pages.Exists(path)).ToList();
        Assert.Empty(gone);
    }

    [Fact]
    public void Every_row_names_something_and_says_what_became_of_it()
    {
        Assert.NotEmpty(Rows());
        var unclear = Rows().Where(row => row.Names.Count == 0 || !States.Contains(row.State));
        Assert.Equal([], unclear);
    }

    private static HashSet<string> InTheCode() =>
        [
            .. Catalogue.Services.Select(service => service.Name.SeedId),
            .. Queues.All.Select(queue => queue.Name),
            .. TaskCatalogue.All.Select(task => task.Name),
        ];

    // | `name`, `name` | state | where or why |
    private static IEnumerable<Row> Rows() =>
        Pages
            .ReadLines(Page)
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new Row(
                [.. Quoted().Matches(cells[1]).Select(match => match.Groups["name"].Value)],
                cells[2]
            ));

    [GeneratedRegex(
        "`(?<name>[^`]+)`",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"`(?<path>(src|db|docs|tests|tools|config)/[^`]+)`",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Path();

    private sealed record Row(IReadOnlyList<string> Names, string State);
}
