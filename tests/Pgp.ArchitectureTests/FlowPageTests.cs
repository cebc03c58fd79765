using System.Globalization;
using System.Text;
using Pgp.ArchitectureTests.Documents;
using Pgp.Contracts.Tasks;

namespace Pgp.ArchitectureTests;

/// <summary>
/// Prints the pages of the flows from the catalogue, so that they cannot go stale. After a change of
/// the catalogue: run this class with <c>PGP_APPROVE=1</c>.
/// </summary>
public sealed class FlowPageTests
{
    private const string ServicesFolder = "src/services";
    private const string UpToRoot = "../../";

    private const string Origin = """
        Printed from the catalogue of tasks by
        [FlowPageTests](../../tests/Pgp.ArchitectureTests/FlowPageTests.cs). After a change of the
        catalogue, run that class with `PGP_APPROVE=1` and read the difference.
        """;

    private static readonly IReadOnlyList<TaskDefinition> Collecting =
    [
        PaymentCredited.Definition,
        LargeCreditAdded.Definition,
        ConversionQuoteRequested.Definition,
        ConversionQuoted.Definition,
        ConversionOrderRequested.Definition,
        ConversionOrderAnswered.Definition,
        CreditExecutionRequested.Definition,
        PoolExecutionRequested.Definition,
        ConversionExecuted.Definition,
        BatchPayoutRequested.Definition,
        BatchPayoutEnded.Definition,
    ];

    [Fact]
    public void The_page_of_the_instant_flow_is_what_the_catalogue_says() =>
        Pages.MustRead(
            "docs/flows/instant.md",
            Render(
                $"""
                # The instant flow, task by task

                {Origin}

                Everything starts with an order that [server](../../src/services/1-people/Pgp.Server/README.md)
                stored and a message that [np-ipn](../../src/services/2-payment/Pgp.NpIpn/README.md) took in.
                A payment whose owner wants the very coin that arrived skips estimate, swap and status check.
                Owners who collect: [threshold.md](threshold.md).


                """,
                TaskCatalogue.All.Except(Collecting)
            )
        );

    [Fact]
    public void The_page_of_the_threshold_flow_is_what_the_catalogue_says() =>
        Pages.MustRead(
            "docs/flows/threshold.md",
            Render(
                $"""
                # The threshold flow, task by task

                {Origin}

                It leaves the [instant flow](instant.md) where a payment is settled whose owner collects, and
                comes back to it where an order is executed: estimate, swap, status check and transfer of a
                batch, and status check and transfer of a conversion, are the tasks of that page.
                Two schedules begin the rest: `pgp-microbatchprocessor-v1-job` claims credits for a
                conversion, `pgp-batchprocessor-v1-job` reserves credits for a payout.


                """,
                Collecting
            )
        );

    private static string Render(string opening, IEnumerable<TaskDefinition> tasks)
    {
        var kinds = tasks.Select(Kind.Of).ToList();
        var page = new StringBuilder(opening);
        AppendDiagram(page, kinds);
        AppendTasks(page, kinds);
        AppendQueues(page, kinds);
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

    private static void AppendQueues(StringBuilder page, IReadOnlyList<Kind> kinds)
    {
        page.Append("\n## Queues\n\n");
        page.Append(
            "| Queue | Starts per second | At once | Wait before repeats | Given up after |\n"
        );
        page.Append("|---|---|---|---|---|\n");
        foreach (var queue in kinds.Select(kind => kind.Definition.Queue).Distinct())
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
