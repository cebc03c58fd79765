using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pgp.Common.Policies;
using Pgp.Contracts.Policies;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp switch list</c>, <c>off</c> and <c>on</c>: stops new invoices, swaps or payouts while
/// everything else runs. No service has to run; all read the change at their next decision.
/// </summary>
internal static class SwitchCommand
{
    public static Command Create() =>
        new("switch", "Shows and sets the kill switches: new_invoices, swaps, payouts.")
        {
            List(),
            Set("off", "Stops what would begin; what is under way is led to its end.", isOn: false),
            Set("on", "Lets it go on; what waited goes on by itself.", isOn: true),
        };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command("list", "Prints how the switches stand, and who set them why.")
        {
            json,
        };
        command.SetAction((parsed, ct) => ListAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static Command Set(string verb, string description, bool isOn)
    {
        var name = new Argument<string>("name")
        {
            Description = string.Join(", ", KillSwitch.All.Select(one => one.Name)),
        };
        name.AcceptOnlyFromAmong([.. KillSwitch.All.Select(one => one.Name)]);
        var reason = ReasonOption.Create();
        var by = Operator.Option();
        var command = new Command(verb, description) { name, reason, by };
        command.SetAction(
            async (parsed, ct) =>
            {
                var wanted = parsed.GetRequiredValue(name);
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var isSet = await SwitchChangeQueries.SetAsync(
                    open.Database,
                    KillSwitch.All.Single(one => one.Name == wanted),
                    isOn,
                    Operator.Of(parsed, by),
                    parsed.GetRequiredValue(reason),
                    ct
                );
                Console.WriteLine(
                    isSet ? $"{wanted} is {verb} from now on" : $"{wanted} was {verb} already"
                );
                return 0;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(bool json, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var states = await SwitchChangeQueries.ListAsync(open.Database, ct);
        var list = new SwitchList([.. states.Select(SwitchLine.Of)]);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(list, PolicyJson.Default.SwitchList));
            return 0;
        }

        foreach (var line in list.Switches)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Name, -14} {(line.IsOn ? "on" : "OFF"), -4} "
                        + $"since {line.ChangedAt:u}  {line.ChangedBy}: {line.Reason}"
                )
            );
        }

        return 0;
    }
}
