using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Pgp.Host.Operations;
using Pgp.Ledger.Statements;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp statement &lt;channel&gt; &lt;yyyy-mm&gt; [--json]</c>: one owner's month, as CSV or
/// JSON.
/// </summary>
internal static class StatementCommand
{
    public static Command Create()
    {
        var channel = new Argument<ChannelId>("channel")
        {
            Description = "The channel's id, ch_…",
            CustomParser = ReadChannel,
        };
        var month = new Argument<DateTime>("month")
        {
            Description = "For example 2026-11; months are counted in UTC.",
            CustomParser = ReadMonth,
        };
        var json = new Option<bool>("--json")
        {
            Description = "One JSON document instead of CSV on stdout.",
        };
        var command = new Command(
            "statement",
            "Prints an owner's month: opening balances, every movement, closing balances."
        )
        {
            channel,
            month,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(channel),
                    parsed.GetValue(month),
                    parsed.GetValue(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ChannelId channel,
        DateTime month,
        bool json,
        CancellationToken ct
    )
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var statement = await Statements.OfMonthAsync(
            open.Database,
            channel,
            month.Year,
            month.Month,
            ct
        );
        if (json)
        {
            var type = StatementJson.Default.StatementReport;
            Console.WriteLine(JsonSerializer.Serialize(StatementReport.Of(statement), type));
        }
        else
        {
            StatementCsv.Write(statement, Console.Out);
        }

        return 0;
    }

    private static ChannelId ReadChannel(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!ChannelId.TryParse(text, out var channel))
        {
            result.AddError($"'{text}' is no channel id: ch_ and 32 hex digits");
        }

        return channel;
    }

    private static DateTime ReadMonth(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            !DateTime.TryParseExact(
                text,
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var month
            )
        )
        {
            result.AddError($"'{text}' is no month: write 2026-11");
        }

        return month;
    }
}
