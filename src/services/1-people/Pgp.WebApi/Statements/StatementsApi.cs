using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.Ledger.Statements;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Statements;

/// <param name="Month">As <c>2026-11</c>.</param>
internal sealed record StatementMonth(string Month);

internal sealed record StatementMonths(IReadOnlyList<StatementMonth> Items);

/// <summary>Draws up an owner's months from the books.</summary>
internal sealed class StatementsApi(Database database)
{
    private const string Csv = "csv";

    private static readonly string[] Formats = ["json", Csv];

    /// <summary><c>GET /statements</c>: the months that there are.</summary>
    public async Task<Results<Ok<StatementMonths>, Problem>> ListAsync(
        Caller caller,
        string? channel_id,
        CancellationToken ct
    )
    {
        var asked = new Asked();
        var channel = asked.Channel(channel_id);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        await using var unit = await database.BeginAsync(ct);
        var months = await StatementMonthQueries.MonthsAsync(unit, caller.Reads(), channel, ct);
        return TypedResults.Ok(
            new StatementMonths([.. months.Select(month => new StatementMonth(month))])
        );
    }

    /// <summary><c>GET /statements/{channelId}/{month}</c>, and with <c>?format=csv</c>.</summary>
    public async Task<Results<CsvAnswer, Ok<StatementReport>, Problem>> ShowAsync(
        Caller caller,
        string channelId,
        string month,
        string? format,
        CancellationToken ct
    )
    {
        var asked = new Asked();
        var form = asked.OneOf("format", format, Formats);
        if (asked.Problem is { } problem)
        {
            return problem;
        }

        if (
            !ChannelId.TryParse(channelId, out var channel)
            || !DateOnly.TryParseExact(
                month,
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var first
            )
            || first.Year is < 2000 or > 9998
            || !await OwnsAsync(caller, channel, ct)
        )
        {
            return Problem.NotFound;
        }

        var statement = await Ledger.Statements.Statements.OfMonthAsync(
            database,
            channel,
            first.Year,
            first.Month,
            ct
        );
        return form == Csv
            ? CsvAnswer.Of($"statement-{channel}-{month}.csv", [.. StatementCsv.Rows(statement)])
            : TypedResults.Ok(StatementReport.Of(statement));
    }

    private async Task<bool> OwnsAsync(Caller caller, ChannelId channel, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        return await StatementMonthQueries.OwnsAsync(unit, caller.Reads(), channel, ct);
    }
}
