using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pgp.Common.Tasks;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp dlq list</c>, <c>replay &lt;id&gt;</c>, <c>discard &lt;id&gt; --reason</c>: tasks that
/// were given up.
/// </summary>
internal static class DlqCommand
{
    private const int ListedMax = 1_000;
    private const string NotOpen =
        "no such dead letter is open, or its task is not settled yet; pgp dlq list shows them";

    public static Command Create()
    {
        var command = new Command("dlq", "Dead letters: tasks that were given up.");
        command.Subcommands.Add(CreateList());
        command.Subcommands.Add(CreateReplay());
        command.Subcommands.Add(CreateDiscard());
        return command;
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command("list", "Dead letters that nobody has looked at.") { json };
        command.SetAction((parsed, ct) => ListAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static Command CreateReplay()
    {
        var id = Id();
        var by = Operator.Option();
        var command = new Command(
            "replay",
            "Puts the task back under its own id. Safe at any time: what had its effect has none again."
        )
        {
            id,
            by,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var task = parsed.GetRequiredValue(id);
                var who = Operator.Of(parsed, by);
                var done = await DeadLetterDesk.ReplayAsync(open.Database, task, who, ct);
                return Operator.Say(done, $"{task} is open again", NotOpen);
            }
        );
        return command;
    }

    private static Command CreateDiscard()
    {
        var id = Id();
        var by = Operator.Option();
        var reason = new Option<string>("--reason")
        {
            Description = "Why it need not be done.",
            Required = true,
        };
        var command = new Command("discard", "Takes it off the list; the task stays undone.")
        {
            id,
            reason,
            by,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var task = parsed.GetRequiredValue(id);
                var done = await DeadLetterDesk.DiscardAsync(
                    open.Database,
                    task,
                    Operator.Of(parsed, by),
                    parsed.GetRequiredValue(reason),
                    ct
                );
                return Operator.Say(done, $"{task} is discarded", NotOpen);
            }
        );
        return command;
    }

    private static Argument<MessageId> Id() =>
        new("id")
        {
            Description = "As the list shows it: msg_ and 32 hex digits.",
            CustomParser = result =>
            {
                if (MessageId.TryParse(result.Tokens[0].Value, out var id))
                {
                    return id;
                }

                result.AddError("The id is written msg_ and 32 hex digits.");
                return default;
            },
        };

    private static async Task<int> ListAsync(bool json, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var letters = await DeadLetterDesk.ListAsync(open.Database, ListedMax, ct);
        IReadOnlyList<DeadLetterLine> lines = [.. letters.Select(DeadLetterLine.Of)];
        if (json)
        {
            var type = OperationsJson.Default.IReadOnlyListDeadLetterLine;
            Console.WriteLine(JsonSerializer.Serialize(lines, type));
            return 0;
        }

        Console.WriteLine(lines.Count == 0 ? "no dead letters" : $"{lines.Count} dead letters");
        foreach (var line in lines)
        {
            var at = line.CreatedAt.UtcDateTime.ToString(
                "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture
            );
            Console.WriteLine($"\n{line.TaskId}  {at} UTC  {line.Kind}");
            Console.WriteLine($"    {line.Name} to {line.Target}: {line.Reason}");
            Console.WriteLine($"    {line.Payload}");
        }

        return 0;
    }
}
