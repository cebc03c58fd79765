using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Webhooks;

/// <summary>
/// What was sent to an endpoint, and what its owner wants to have sent. NOTIFICATIONS sends; it
/// hears of wishes by tasks.
/// </summary>
internal sealed class DeliveriesApi(Database database)
{
    private const int ReplayMax = 10_000;

    private static readonly string[] States = ["pending", "delivered", "failed", "discarded"];

    /// <summary><c>GET /webhooks/{endpointId}/deliveries</c>.</summary>
    public async Task<Results<Ok<DeliveriesView>, Problem>> ListAsync(
        Caller caller,
        string endpointId,
        string? state,
        [FromQuery(Name = "event_type")] string? eventType,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        var (page, problem) = Page.Read(cursor, limit);
        if (page is null)
        {
            return problem!;
        }

        if (state is not null && !States.Contains(state))
        {
            return Problem.Invalid("state", "unknown", $"One of {string.Join(", ", States)}.");
        }

        if (await FindAsync(caller, endpointId, ct) is not { } id)
        {
            return Problem.NotFound;
        }

        var rows = await DeliveryQueries.ListAsync(database, id, page, state, eventType, ct);
        var items = rows.Take(page.Limit).Select(row => row.View).ToList();
        var next = rows.Count > page.Limit ? Page.Cursor(rows[page.Limit - 1].Event) : null;
        return TypedResults.Ok(new DeliveriesView(items, next));
    }

    /// <summary><c>GET /webhooks/{endpointId}/deliveries/{deliveryId}</c>.</summary>
    public async Task<Results<Ok<DeliveryDetailView>, Problem>> ShowAsync(
        Caller caller,
        string endpointId,
        string deliveryId,
        CancellationToken ct
    ) =>
        WebhookDeliveryId.TryParse(deliveryId, out var delivery)
        && await FindAsync(caller, endpointId, ct) is { } id
        && await DeliveryQueries.FindAsync(database, id, delivery, ct) is { } found
            ? TypedResults.Ok(found)
            : Problem.NotFound;

    /// <summary><c>POST /webhooks/{endpointId}/test</c>: be it on or off.</summary>
    public async Task<Results<Accepted<WebhookTestView>, Problem>> TestAsync(
        Caller caller,
        string endpointId,
        CancellationToken ct
    )
    {
        if (await FindAsync(caller, endpointId, ct) is not { } id)
        {
            return Problem.NotFound;
        }

        var delivery = WebhookDeliveryId.New(database.Clock);
        await using var unit = await database.BeginAsync(ct);
        unit.BeginsStoryOf(id.ToString());
        await unit.EnqueueAsync(new WebhookTestRequested(id, delivery), ct);
        await unit.CommitAsync(ct);
        return TypedResults.Accepted(
            $"/webapi/api/webhooks/{id}/deliveries/{delivery}",
            new WebhookTestView(delivery.ToString())
        );
    }

    /// <summary><c>POST /webhooks/{endpointId}/replay</c>.</summary>
    public async Task<Results<Accepted<ReplayView>, Problem>> ReplayAsync(
        Caller caller,
        string endpointId,
        ReplayRequest request,
        CancellationToken ct
    )
    {
        if (
            !WebhookEndpointId.TryParse(endpointId, out var id)
            || await WebhookQueries.FindAsync(database, caller.Account, id, ct) is not { } endpoint
        )
        {
            return Problem.NotFound;
        }

        if (!endpoint.IsEnabled)
        {
            return WebhookProblems.IsOff;
        }

        var errors = new List<FieldError>();
        var wish = Read(request, endpoint, id, errors);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        return await ReplayAsync(caller, wish, ct);
    }

    /// <summary><c>POST /webhooks/{endpointId}/deliveries/{deliveryId}/retry</c>.</summary>
    public async Task<Results<Accepted, Problem>> RetryAsync(
        Caller caller,
        string endpointId,
        string deliveryId,
        CancellationToken ct
    )
    {
        if (
            !WebhookDeliveryId.TryParse(deliveryId, out var delivery)
            || !WebhookEndpointId.TryParse(endpointId, out var id)
            || await WebhookQueries.FindAsync(database, caller.Account, id, ct) is not { } endpoint
            || await DeliveryQueries.FindAsync(database, id, delivery, ct) is null
        )
        {
            return Problem.NotFound;
        }

        if (!endpoint.IsEnabled)
        {
            return WebhookProblems.IsOff;
        }

        await using var unit = await database.BeginAsync(ct);
        unit.BeginsStoryOf(id.ToString());
        await unit.EnqueueAsync(new WebhookRetryRequested(delivery, NewRequest()), ct);
        await unit.CommitAsync(ct);
        return TypedResults.Accepted($"/webapi/api/webhooks/{id}/deliveries/{delivery}");
    }

    private async Task<Results<Accepted<ReplayView>, Problem>> ReplayAsync(
        Caller caller,
        WebhookReplayRequested wish,
        CancellationToken ct
    )
    {
        var types = wish.EventTypes.Split(' ');
        await using var unit = await database.BeginAsync(ct);
        var count = await DeliveryQueries.CountEventsAsync(
            unit,
            caller.Account,
            wish.From,
            wish.To,
            types,
            ct
        );
        if (count > ReplayMax)
        {
            return WebhookProblems.TooManyEvents;
        }

        unit.BeginsStoryOf(wish.EndpointId.ToString());
        await unit.EnqueueAsync(wish, ct);
        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, "webhook.replayed") with
            {
                Target = wish.EndpointId.ToString(),
                After = new JsonObject
                {
                    ["from"] = wish.From,
                    ["to"] = wish.To,
                    ["event_types"] = wish.EventTypes,
                    ["count"] = count,
                },
            },
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.Accepted(
            $"/webapi/api/webhooks/{wish.EndpointId}/deliveries",
            new ReplayView(count)
        );
    }

    private WebhookReplayRequested Read(
        ReplayRequest request,
        WebhookView endpoint,
        WebhookEndpointId id,
        List<FieldError> errors
    )
    {
        var now = database.Clock.GetUtcNow();
        if (request.From is null)
        {
            errors.Add(new FieldError("from", "required", "The first moment is needed."));
        }

        var from = request.From?.ToUniversalTime() ?? now;
        // What happens later is sent anyway, and counted here it must not be.
        var to = request.To is { } end && end < now ? end.ToUniversalTime() : now;
        if (from >= to)
        {
            errors.Add(new FieldError("to", "not_after_from", "It must be later than 'from'."));
        }

        var types = request.EventTypes is null
            ? endpoint.EventTypes
            : new WebhookCheck(isPrivateAllowed: false, errors).Types(request.EventTypes);
        return new WebhookReplayRequested(id, from, to, string.Join(' ', types), NewRequest());
    }

    private string NewRequest() => Guid.CreateVersion7(database.Clock.GetUtcNow()).ToString("n");

    // Null: there is none, or it is another's.
    private async Task<WebhookEndpointId?> FindAsync(
        Caller caller,
        string endpointId,
        CancellationToken ct
    ) =>
        WebhookEndpointId.TryParse(endpointId, out var id)
        && await WebhookQueries.FindAsync(database, caller.Account, id, ct) is not null
            ? id
            : null;
}
