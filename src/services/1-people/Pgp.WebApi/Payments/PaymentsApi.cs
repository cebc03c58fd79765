using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;
using Pgp.WebApi.Payouts;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Payments;

internal sealed record PaymentsView(IReadOnlyList<PaymentView> Items, string? NextCursor);

/// <summary>Shows an owner who paid what.</summary>
internal sealed class PaymentsApi(Database database, Story story)
{
    private const int PieceOfTable = 500;

    /// <summary><c>GET /payments</c>.</summary>
    public async Task<Results<Ok<PaymentsView>, Problem>> ListAsync(
        Caller caller,
        string? channel_id,
        string? state,
        string? kind,
        string? from,
        string? to,
        string? q,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        var (page, problem) = Page.Read(cursor, limit);
        var (filter, wrong) = PaymentFilter.Read(channel_id, state, kind, from, to, q);
        if (page is null || filter is null)
        {
            return problem ?? wrong!;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        var ids = await PaymentPageQueries.PageAsync(
            unit,
            owner,
            filter,
            page.Before,
            page.Limit + 1,
            ct
        );
        var shown = ids.Length > page.Limit ? ids[..page.Limit] : ids;
        var next = ids.Length > page.Limit ? Page.Cursor(shown[^1]) : null;
        return TypedResults.Ok(
            new PaymentsView(await PaymentQueries.ViewsAsync(unit, owner, shown, ct), next)
        );
    }

    /// <summary><c>GET /payments/{paymentId}</c>: with its whole story.</summary>
    public async Task<Results<Ok<PaymentDetail>, Problem>> ShowAsync(
        Caller caller,
        string paymentId,
        CancellationToken ct
    )
    {
        if (!PaymentId.TryParse(paymentId, out var id))
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        if (await PaymentQueries.FindAsync(unit, owner, id, ct) is not { } view)
        {
            return Problem.NotFound;
        }

        var payout = await PaymentQueries.PayoutAsync(unit, owner, id, ct);
        var timeline = Story.InOrder(
            await PaymentStoryQueries.MoneyAsync(unit, owner, id, story, ct),
            await PaymentStoryQueries.AccessAsync(unit, owner, id, story, ct),
            await PaymentStoryQueries.ShareAsync(unit, owner, id, story, ct),
            payout is null
                ? []
                : await PayoutStoryQueries.StoryAsync(
                    unit,
                    owner,
                    PayoutId.Parse(payout),
                    story,
                    ct
                )
        );
        var ledger = await PaymentQueries.LedgerAsync(unit, owner, id, ct);
        return TypedResults.Ok(new PaymentDetail(view, timeline, payout, ledger));
    }

    /// <summary><c>GET /payments/export</c>: a table of all that the list would show.</summary>
    public Results<CsvAnswer, Problem> Export(
        Caller caller,
        string? channel_id,
        string? state,
        string? kind,
        string? from,
        string? to,
        string? q
    )
    {
        var (filter, wrong) = PaymentFilter.Read(channel_id, state, kind, from, to, q);
        return filter is null
            ? wrong!
            : new CsvAnswer("payments.csv", PaymentCsv.Head, PiecesAsync(caller.Reads(), filter));
    }

    private IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> PiecesAsync(
        TelegramUserId owner,
        PaymentFilter filter
    ) =>
        TablePieces.ReadAsync(
            database,
            async (unit, before, ct) =>
            {
                var ids = await PaymentPageQueries.PageAsync(
                    unit,
                    owner,
                    filter,
                    before,
                    PieceOfTable,
                    ct
                );
                var views = await PaymentQueries.ViewsAsync(unit, owner, ids, ct);
                return new TablePiece(
                    [.. views.Select(PaymentCsv.Row)],
                    ids.Length < PieceOfTable ? null : ids[^1]
                );
            }
        );
}
