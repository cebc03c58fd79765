using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Subscribers;

internal sealed record SubscribersView(IReadOnlyList<SubscriberView> Items, string? NextCursor);

/// <summary>Shows an owner who has access, and had.</summary>
internal sealed class SubscribersApi(Database database)
{
    private const int PieceOfTable = 500;

    /// <summary><c>GET /subscribers</c>.</summary>
    public async Task<Results<Ok<SubscribersView>, Problem>> ListAsync(
        Caller caller,
        string? channel_id,
        string? state,
        string? q,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        var (page, problem) = Page.Read(cursor, limit);
        var (filter, wrong) = SubscriberFilter.Read(channel_id, state, q);
        if (page is null || filter is null)
        {
            return problem ?? wrong!;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        var ids = await SubscriberPageQueries.PageAsync(
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
            new SubscribersView(await SubscriberQueries.ViewsAsync(unit, owner, shown, ct), next)
        );
    }

    /// <summary><c>GET /subscribers/{subscriptionId}</c>: with all that happened.</summary>
    public async Task<Results<Ok<SubscriberDetail>, Problem>> ShowAsync(
        Caller caller,
        string subscriptionId,
        CancellationToken ct
    )
    {
        if (!SubscriptionId.TryParse(subscriptionId, out var id))
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        var owner = caller.Reads();
        if (await SubscriberQueries.FindAsync(unit, owner, id, ct) is not { } view)
        {
            return Problem.NotFound;
        }

        var events = await SubscriberQueries.EventsAsync(unit, owner, id, ct);
        return TypedResults.Ok(new SubscriberDetail(view, events));
    }

    /// <summary><c>GET /subscribers/export</c>: a table of all that the list would show.</summary>
    public Results<CsvAnswer, Problem> Export(
        Caller caller,
        string? channel_id,
        string? state,
        string? q
    )
    {
        var (filter, wrong) = SubscriberFilter.Read(channel_id, state, q);
        return filter is null
            ? wrong!
            : new CsvAnswer(
                "subscribers.csv",
                SubscriberCsv.Head,
                PiecesAsync(caller.Reads(), filter)
            );
    }

    private IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> PiecesAsync(
        TelegramUserId owner,
        SubscriberFilter filter
    ) =>
        TablePieces.ReadAsync(
            database,
            async (unit, before, ct) =>
            {
                var ids = await SubscriberPageQueries.PageAsync(
                    unit,
                    owner,
                    filter,
                    before,
                    PieceOfTable,
                    ct
                );
                var views = await SubscriberQueries.ViewsAsync(unit, owner, ids, ct);
                return new TablePiece(
                    [.. views.Select(SubscriberCsv.Row)],
                    ids.Length < PieceOfTable ? null : ids[^1]
                );
            }
        );
}
