using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.ArchitectureTests.Documents;
using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Sending;

namespace Pgp.ArchitectureTests.Webhooks;

/// <summary>
/// Prints the page of events that owners' programs are written by. A difference in it is a change
/// of what they get: members may be added, nothing else. After a wanted change: run this class with
/// <c>PGP_APPROVE=1</c>.
/// </summary>
public sealed class EventPageTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string Head = """
        # Events, one by one

        Printed by [EventPageTests](../tests/Pgp.ArchitectureTests/Webhooks/EventPageTests.cs); run that
        class with `PGP_APPROVE=1` after a change and read the difference. How events are sent, signed
        and repeated: [webhooks.md](webhooks.md). What each member means stands in
        [WebhookData](../src/services/1-people/Pgp.Notifications/Webhooks/Events/WebhookData.cs).


        """;

    [Fact]
    public void Every_kind_of_event_has_an_example_in_the_order_of_the_catalogue() =>
        Assert.Equal(
            WebhookEventTypes.All.Append(WebhookEventTypes.Test),
            EventSamples.All.Select(sample => sample.Type)
        );

    [Fact]
    public void The_page_of_events_is_what_the_code_sends()
    {
        var page = new StringBuilder(Head);
        foreach (var sample in EventSamples.All)
        {
            var json = JsonNode.Parse(sample.Payload)!.ToJsonString(Indented);
            page.Append(
                CultureInfo.InvariantCulture,
                $"## {sample.Type.Name}\n\n{sample.Type.Description}\n\n```json\n{json}\n```\n\n"
            );
        }

        Pages.MustRead("docs/webhook-events.md", page.ToString().TrimEnd('\n') + "\n");
    }

    [Fact]
    public void The_page_for_owners_lists_the_attempts_as_they_are_made()
    {
        var sum = TimeSpan.Zero;
        IEnumerable<string> rows =
        [
            "| 1 | at once | 0 |",
            .. AttemptTimes
                .Waits.Index()
                .Select(wait =>
                {
                    sum += wait.Item;
                    return $"| {wait.Index + 2} | {Words(wait.Item)} | {Hours(sum)} |";
                }),
        ];
        Assert.Contains(string.Join('\n', rows), Pages.Read("docs/webhooks.md"));
    }

    private static string Words(TimeSpan wait) =>
        wait switch
        {
            { TotalHours: >= 1 } => FormattableString.Invariant($"{(int)wait.TotalHours} h"),
            { TotalMinutes: >= 1 } => FormattableString.Invariant($"{wait.Minutes} min"),
            _ => FormattableString.Invariant($"{wait.Seconds} s"),
        };

    private static string Hours(TimeSpan sum) =>
        FormattableString.Invariant($"{(int)sum.TotalHours}:{sum.Minutes:00}:{sum.Seconds:00}");
}
