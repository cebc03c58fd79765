using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payouts;

internal sealed record PayoutsView(IReadOnlyList<PayoutView> Items, string? NextCursor);

/// <summary>Shows an owner what was sent to him, and what will be.</summary>
internal sealed class PayoutsApi(Database database, Story story)
{
    private const int PieceOfTable = 500;

    /// <summary><c>GET /payouts</c>.</summary>
    public async Task<Results<Ok<PayoutsView>, Problem>> ListAsync(
        Caller caller,
        string? channel_id,
        string? state,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        var (page, problem) = Page.Read(cursor, limit);
        var (filter, wrong) = PayoutFilter.Read(channel_id, state);
        if (page is null || filter is null)
        {
            return problem ?? wrong!;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        var ids = await PayoutPageQueries.PageAsync(
            unit,
            owner,
            filter,
            page.Before,
            page.Limit + 1,
            ct
        );
        var shown = ids.Length > page.Limit ? ids[..page.Limit] : ids;
        var next =
            ids.Length > page.Limit
                ? Page.Cursor(PayoutCursor.Of(PayoutId.Parse(shown[^1])))
                : null;
        return TypedResults.Ok(
            new PayoutsView(await PayoutQueries.ViewsAsync(unit, owner, shown, ct), next)
        );
    }

    /// <summary><c>GET /payouts/{payoutId}</c>: with its whole story.</summary>
    public async Task<Results<Ok<PayoutDetail>, Problem>> ShowAsync(
        Caller caller,
        string payoutId,
        CancellationToken ct
    )
    {
        if (!PayoutId.TryParse(payoutId, out var id))
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        if (await PayoutQueries.FindAsync(unit, owner, id, ct) is not { } view)
        {
            return Problem.NotFound;
        }

        var timeline = Story.InOrder(
            await PayoutStoryQueries.StoryAsync(unit, owner, id, story, ct)
        );
        var payments = await PayoutQueries.PaymentsAsync(unit, owner, id, ct);
        return TypedResults.Ok(new PayoutDetail(view, timeline, payments));
    }

    /// <summary><c>GET /payouts/export</c>: a table of all that the list would show.</summary>
    public Results<CsvAnswer, Problem> Export(Caller caller, string? channel_id, string? state)
    {
        var (filter, wrong) = PayoutFilter.Read(channel_id, state);
        return filter is null
            ? wrong!
            : new CsvAnswer("payouts.csv", PayoutCsv.Head, PiecesAsync(caller.Reads(), filter));
    }

    private IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> PiecesAsync(
        TelegramUserId owner,
        PayoutFilter filter
    ) =>
        TablePieces.ReadAsync(
            database,
            async (unit, before, ct) =>
            {
                var ids = await PayoutPageQueries.PageAsync(
                    unit,
                    owner,
                    filter,
                    before,
                    PieceOfTable,
                    ct
                );
                var views = await PayoutQueries.ViewsAsync(unit, owner, ids, ct);
                return new TablePiece(
                    [.. views.Select(PayoutCsv.Row)],
                    ids.Length < PieceOfTable ? null : PayoutCursor.Of(PayoutId.Parse(ids[^1]))
                );
            }
        );
}

/// <summary>A place in a list of payouts.</summary>
internal static class PayoutCursor
{
    /// <summary>The payment or the batch that the payout pays out, of which there is one.</summary>
    public static Guid Of(PayoutId payout) =>
        payout.Cause == PayoutCause.Batch ? payout.BatchId.Value : payout.PaymentId.Value;
}
