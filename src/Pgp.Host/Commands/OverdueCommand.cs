using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Host.Operations;
using Pgp.Oversight;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp overdue [--json]</c>: what should have ended by now. Reads the database; no service has
/// to run.
/// </summary>
internal static class OverdueCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var all = new Option<bool>("--all") { Description = "Also what somebody has taken over." };
        var now = new Option<bool>("--now")
        {
            Description =
                "Looks first, as the scheduled job does, instead of reading its last look.",
        };
        var command = new Command("overdue", "Prints what should have ended by now, with reasons.")
        {
            json,
            all,
            now,
        };
        command.SetAction(
            (parsed, ct) =>
                ListAsync(parsed.GetValue(json), parsed.GetValue(all), parsed.GetValue(now), ct)
        );
        command.Subcommands.Add(CreateAck());
        return command;
    }

    private static Command CreateAck()
    {
        var kind = new Argument<string>("kind") { Description = "As the list shows it." };
        var subject = new Argument<string>("subject") { Description = "As the list shows it." };
        var note = new Option<string?>("--note") { Description = "What you know or do about it." };
        var by = Operator.Option();
        var command = new Command("ack", "Says that you have taken an item over.")
        {
            kind,
            subject,
            note,
            by,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var found = await OversightService.AcknowledgeAsync(
                    open.Database,
                    parsed.GetRequiredValue(kind),
                    parsed.GetRequiredValue(subject),
                    Operator.Of(parsed, by),
                    parsed.GetValue(note),
                    ct
                );
                return Operator.Say(found, "acknowledged", "no such item is open");
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(bool json, bool all, bool now, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var looked = open.Database.Clock.GetUtcNow();
        if (now)
        {
            var logs = NullLoggerFactory.Instance;
            await OversightService.LookForOverdueAsync(open.Database, open.Settings, logs, ct);
        }

        var list = await OverdueListQueries.ReadAsync(open.Database, all, ct);
        list = now ? list with { LookedAt = looked } : list;
        if (json)
        {
            var type = OperationsJson.Default.OverdueList;
            Console.WriteLine(JsonSerializer.Serialize(list, type));
        }
        else
        {
            OverdueText.Print(list, open.Database.Clock.GetUtcNow(), Console.Out);
        }

        return 0;
    }
}
