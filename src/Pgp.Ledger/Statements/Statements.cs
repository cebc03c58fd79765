using Pgp.Common.Database;

namespace Pgp.Ledger.Statements;

/// <summary>Draws up statements.</summary>
public static class Statements
{
    /// <param name="year">For example 2026.</param>
    /// <param name="month">1 to 12.</param>
    public static async Task<Statement> OfMonthAsync(
        Database database,
        ChannelId channel,
        int year,
        int month,
        CancellationToken ct
    )
    {
        var from = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero);
        var until = from.AddMonths(1);
        var account = Account.OwnerPayable(channel);
        await using var unit = await database.BeginAsync(ct);
        return new Statement(
            channel,
            from,
            until,
            await StatementQueries.OpeningAsync(unit, account, from, ct),
            await StatementQueries.MovementsAsync(unit, channel, from, until, ct),
            await StatementQueries.OnTheWayAsync(unit, account, until, ct)
        );
    }
}
