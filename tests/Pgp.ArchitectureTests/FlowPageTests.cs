using System.Globalization;
using System.Text;
using Pgp.ArchitectureTests.Documents;
using Pgp.Contracts.Tasks;

namespace Pgp.ArchitectureTests;

/// <summary>
/// Prints the page of the instant flow from the catalogue, so that it cannot go stale. After a
/// change of the catalogue: run this class with <c>PGP_APPROVE=1</c>.
/// </summary>
public sealed class FlowPageTests
{
    private const string Page = "docs/flows/instant.md";
    private const string ServicesFolder = "src/services";
    private const string UpToRoot = "../../";

    [Fact]
    public void The_page_of_the_instant_flow_is_what_the_catalogue_says() =>
        Pages.MustRead(Page, Render());

    private static string Render()
    {
        var kinds = TaskCatalogue.All.Select(Kind.Of).ToList();
        var page = new StringBuilder();
        page.Append(
            """
            # The instant flow, task by task

            Printed from the catalogue of tasks by
            [FlowPageTests](../../tests/Pgp.ArchitectureTests/FlowPageTests.cs). After a change of the
            catalogue, run that class with `PGP_APPROVE=1` and read the difference.

            Everything starts with an order that [server](../../src/services/1-people/Pgp.Server/README.md)
            stored and a message that [np-ipn](../../src/services/2-payment/Pgp.NpIpn/README.md) took in.
            A payment whose owner wants the very coin that arrived skips estimate, swap and status check.


            """
        );
        AppendDiagram(page, kinds);
        AppendTasks(page, kinds);
        AppendQueues(page);
        return page.ToString();
    }

    private static void AppendDiagram(StringBuilder page, IReadOnlyList<Kind> kinds)
    {
        page.Append("## Who sends what to whom\n\n```mermaid\nsequenceDiagram\n");
        foreach (var kind in kinds)
        {
            foreach (var source in kind.Definition.Sources)
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"  {Name(source.Value)}->>{Name(kind.Definition.Target.Value)}: {kind.Record.Name}\n"
                );
            }
        }

        page.Append("```\n\n");
    }

    private static void AppendTasks(StringBuilder page, IReadOnlyList<Kind> kinds)
    {
        page.Append("## In order of travel\n");
        for (var i = 0; i < kinds.Count; i++)
        {
            var (record, task) = kinds[i];
            var sources = string.Join(", ", task.Sources.Select(source => source.Value));
            var members = record.GetConstructors()[0].GetParameters().Select(p => p.Name);
            page.Append(
                CultureInfo.InvariantCulture,
                $"""

                ### {i + 1}. {record.Name}

                `{task.Name}`

                - From {sources} to {task.Target}, `POST /{task.Target}{task.Path}`
                - Queue `{task.Queue.Name}`
                - Carries {string.Join(", ", members)}
                - Handled by [{HandlerOf(record)}]({UpToRoot}{HandlerPathOf(record)})

                """
            );
        }
    }

    private static void AppendQueues(StringBuilder page)
    {
        page.Append("\n## Queues\n\n");
        page.Append(
            "| Queue | Starts per second | At once | Wait before repeats | Given up after |\n"
        );
        page.Append("|---|---|---|---|---|\n");
        foreach (var queue in Queues.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{queue.Name}` | {queue.PerSecond} | {queue.Concurrent} "
            );
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {queue.BackoffMin.TotalSeconds} to {queue.BackoffMax.TotalSeconds} s "
            );
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {queue.AttemptsMax} attempts or {queue.AgeMax.TotalHours} h |\n"
            );
        }
    }

    // Mermaid takes no hyphen in a participant's name.
    private static string Name(string service) => service.Replace('-', '_');

    private static string HandlerOf(Type record) => record.Name + "Handler";

    private static string HandlerPathOf(Type record) =>
        Assert.Single(Pages.Find(ServicesFolder, HandlerOf(record) + ".cs"));

    private sealed record Kind(Type Record, TaskDefinition Definition)
    {
        public static Kind Of(TaskDefinition definition) =>
            new(
                typeof(TaskCatalogue)
                    .Assembly.GetExportedTypes()
                    .Single(type => IsOf(type, definition)),
                definition
            );

        private static bool IsOf(Type type, TaskDefinition definition) =>
            type.GetInterfaces()
                .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITask<>))
            && ReferenceEquals(type.GetProperty("Definition")?.GetValue(null), definition);
    }
}
