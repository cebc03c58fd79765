using System.CommandLine;
using System.Text.Json;
using Pgp.Contracts.Ids;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp payment &lt;id&gt;</c> and <c>pgp payout &lt;id&gt;</c>: everything on record, in order.
/// </summary>
internal static class TimelineCommands
{
    public static Command CreatePayment() =>
        Create(
            "payment",
            "Tells the story of a payment: order, messages, tasks, books, payout.",
            "pay_…, the order's ord_…, or the provider's number",
            async (timelines, id, ct) => await timelines.OfPaymentAsync(id, ct)
        );

    public static Command CreatePayout() =>
        Create(
            "payout",
            "Tells the story of a payout or of a conversion's deposit.",
            "instant:pay_…, batch:bat_… or micro:conv_…",
            async (timelines, id, ct) =>
                TryParse(id, out var payout)
                && await timelines.OfPayoutAsync(payout, ct) is { } found
                    ? [found]
                    : []
        );

    private static Command Create(
        string name,
        string description,
        string ids,
        Func<Timelines, string, CancellationToken, Task<IReadOnlyList<Timeline>>> find
    )
    {
        var id = new Argument<string>("id") { Description = ids };
        var json = new Option<bool>("--json")
        {
            Description = "One JSON document per story on stdout.",
        };
        var command = new Command(name, description) { id, json };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var wanted = parsed.GetRequiredValue(id);
                var found = await find(new Timelines(open.Database), wanted, ct);
                foreach (var story in found)
                {
                    Print(story, parsed.GetValue(json));
                }

                return found.Count > 0
                    ? 0
                    : Operator.Say(done: false, "", $"no {name} is known as {wanted}");
            }
        );
        return command;
    }

    private static void Print(Timeline story, bool json)
    {
        if (json)
        {
            var type = OperationsJson.Default.Timeline;
            Console.WriteLine(JsonSerializer.Serialize(story, type));
            return;
        }

        story.Print(Console.Out);
    }

    private static bool TryParse(string text, out PayoutId id)
    {
        try
        {
            id = PayoutId.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            // An id that cannot be is one that is not there.
            id = default;
            return false;
        }
    }
}
