using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pgp.Common.Policies;
using Pgp.Contracts.Money;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp limit list</c> and <c>pgp limit set</c>: how much may move. No service has to run; all
/// read the change at their next decision.
/// </summary>
internal static class LimitCommand
{
    public static Command Create() =>
        new("limit", "Shows and sets how much buyers may spend and channels be paid.")
        {
            List(),
            Set(),
        };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command("list", "Prints the limits in force, and who set them why.")
        {
            json,
        };
        command.SetAction((parsed, ct) => ListAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static Command Set()
    {
        var type = new Argument<string>("type") { Description = "As the list shows it." };
        var amount = new Argument<Amount<Usd>>("usd")
        {
            Description = "Dollars, for example 2500 or 99.50; exactly so much still passes.",
            CustomParser = parsed =>
            {
                if (
                    Amount<Usd>.TryParse(parsed.Tokens.Single().Value, out var read)
                    && read > Amount<Usd>.Zero
                )
                {
                    return read;
                }

                parsed.AddError($"'{parsed.Tokens.Single().Value}' is no amount above 0");
                return default;
            },
        };
        var reason = ReasonOption.Create();
        var by = Operator.Option();
        var command = new Command(
            "set",
            "Changes a limit, for example: set daily_per_user_max 2000"
        )
        {
            type,
            amount,
            reason,
            by,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var (name, usd) = (parsed.GetRequiredValue(type), parsed.GetValue(amount));
                await using var open = await OperatorDatabase.OpenAsync(ct);
                var isSet = await LimitChangeQueries.SetAsync(
                    open.Database,
                    name,
                    usd,
                    Operator.Of(parsed, by),
                    parsed.GetRequiredValue(reason),
                    ct
                );
                return Operator.Say(
                    isSet,
                    $"{name} is {usd} from now on",
                    $"there is no limit '{name}'; pgp limit list shows them"
                );
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(bool json, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var limits = await LimitChangeQueries.ListAsync(open.Database, ct);
        var lines = limits.Select(LimitLine.Of).OrderBy(line => line.Scope, StringComparer.Ordinal);
        var list = new LimitList([.. lines]);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(list, PolicyJson.Default.LimitList));
            return 0;
        }

        foreach (var line in list.Limits)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Type, -30} {line.AmountUsd, 12} USD per {line.Span, -11} "
                        + $"{line.Action, -5}  {line.ValidFrom:u} {line.ChangedBy}: {line.Reason}"
                )
            );
        }

        return 0;
    }
}
