using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Secrets;
using Pgp.Contracts.Webhooks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Webhooks;

/// <param name="Box">Seals the secrets that sign; nobody here opens one.</param>
/// <param name="IsPrivateAllowed">In sandboxes.</param>
internal sealed record WebhookOptions(SecretBox Box, bool IsPrivateAllowed);

/// <summary>The endpoints of an account: owners' servers that hear of what happens.</summary>
internal sealed class WebhooksApi(Database database, WebhookOptions options)
{
    private const int EndpointsMax = 10;

    // Long enough to change a receiver at leisure.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary><c>GET /webhooks/event-types</c>.</summary>
    public static Ok<EventTypesView> Types() =>
        TypedResults.Ok(
            new EventTypesView(
                WebhookEventTypes.ApiVersion,
                [
                    .. WebhookEventTypes.All.Select(type => new EventTypeView(
                        type.Name,
                        type.Description
                    )),
                ]
            )
        );

    /// <summary><c>GET /webhooks</c>.</summary>
    public async Task<Ok<WebhooksView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var mine = await WebhookQueries.ListAsync(database, caller.Account, ct);
        return TypedResults.Ok(new WebhooksView(mine, mine.Count, EndpointsMax));
    }

    /// <summary><c>GET /webhooks/{endpointId}</c>.</summary>
    public async Task<Results<Ok<WebhookView>, Problem>> ShowAsync(
        Caller caller,
        string endpointId,
        CancellationToken ct
    ) =>
        WebhookEndpointId.TryParse(endpointId, out var id)
        && await WebhookQueries.FindAsync(database, caller.Account, id, ct) is { } endpoint
            ? TypedResults.Ok(endpoint)
            : Problem.NotFound;

    /// <summary><c>POST /webhooks</c>; the secret is shown here and never again.</summary>
    public async Task<Results<Created<NewWebhookView>, Problem>> CreateAsync(
        Caller caller,
        WebhookRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var check = new WebhookCheck(options.IsPrivateAllowed, errors);
        var draft = new WebhookDraft(
            check.Url(request.Url),
            check.Types(request.EventTypes),
            check.Description(request.Description)
        );
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var id = WebhookEndpointId.New(database.Clock);
        string secret;
        await using (var unit = await database.BeginAsync(ct))
        {
            await AccountQueries.LockAsync(unit, caller.Account, ct);
            if (await WebhookQueries.CountAsync(unit, caller.Account, ct) >= EndpointsMax)
            {
                return WebhookProblems.TooMany;
            }

            await WebhookQueries.InsertAsync(unit, caller.Account, id, draft, ct);
            secret = await NewSecretAsync(unit, id, ct);
            await WriteAsync(unit, caller, "webhook.created", id, before: null, Facts(draft), ct);
            await unit.CommitAsync(ct);
        }

        var endpoint = await WebhookQueries.FindAsync(database, caller.Account, id, ct);
        return TypedResults.Created(
            $"/webapi/api/webhooks/{id}",
            new NewWebhookView(endpoint!, secret)
        );
    }

    /// <summary><c>PATCH /webhooks/{endpointId}</c>.</summary>
    public async Task<Results<Ok<WebhookView>, Problem>> ChangeAsync(
        Caller caller,
        string endpointId,
        WebhookPatch patch,
        CancellationToken ct
    )
    {
        if (!WebhookEndpointId.TryParse(endpointId, out var id))
        {
            return Problem.NotFound;
        }

        await using (var unit = await database.BeginAsync(ct))
        {
            if (await WebhookQueries.LockAsync(unit, caller.Account, id, ct) is not { } old)
            {
                return Problem.NotFound;
            }

            var errors = new List<FieldError>();
            var draft = Patched(old, patch, errors);
            if (errors.Count > 0)
            {
                return Problem.Invalid(errors);
            }

            await WebhookQueries.ChangeAsync(unit, caller.Account, id, draft, ct);
            var isOn = patch.IsEnabled ?? old.IsEnabled;
            if (isOn != old.IsEnabled)
            {
                await WebhookQueries.SwitchAsync(unit, caller.Account, id, isOn, ct);
            }

            var before = Facts(new WebhookDraft(old.Url, [.. old.EventTypes], old.Description));
            before["is_enabled"] = old.IsEnabled;
            var after = Facts(draft);
            after["is_enabled"] = isOn;
            await WriteAsync(unit, caller, "webhook.changed", id, before, after, ct);
            await unit.CommitAsync(ct);
        }

        var endpoint = await WebhookQueries.FindAsync(database, caller.Account, id, ct);
        return endpoint is null ? Problem.NotFound : TypedResults.Ok(endpoint);
    }

    /// <summary>
    /// <c>DELETE /webhooks/{endpointId}</c>: with its secrets and all that was sent to it.
    /// </summary>
    public async Task<Results<NoContent, Problem>> RemoveAsync(
        Caller caller,
        string endpointId,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (
            !WebhookEndpointId.TryParse(endpointId, out var id)
            || await WebhookQueries.LockAsync(unit, caller.Account, id, ct) is not { } old
        )
        {
            return Problem.NotFound;
        }

        await WebhookQueries.RemoveAsync(unit, caller.Account, id, ct);
        var before = Facts(new WebhookDraft(old.Url, [.. old.EventTypes], old.Description));
        await WriteAsync(unit, caller, "webhook.deleted", id, before, after: null, ct);
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary><c>POST /webhooks/{endpointId}/rotate-secret</c>.</summary>
    public async Task<Results<Ok<NewSecretView>, Problem>> RotateAsync(
        Caller caller,
        string endpointId,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (
            !WebhookEndpointId.TryParse(endpointId, out var id)
            || await WebhookQueries.LockAsync(unit, caller.Account, id, ct) is null
        )
        {
            return Problem.NotFound;
        }

        var until = unit.Now + Overlap;
        await WebhookQueries.OutdateSecretAsync(unit, id, until, ct);
        var secret = await NewSecretAsync(unit, id, ct);
        await WriteAsync(unit, caller, "webhook.secret_rotated", id, before: null, after: null, ct);
        await unit.CommitAsync(ct);
        return TypedResults.Ok(new NewSecretView(secret, until));
    }

    private WebhookDraft Patched(WebhookView old, WebhookPatch patch, List<FieldError> errors)
    {
        var check = new WebhookCheck(options.IsPrivateAllowed, errors);
        return new WebhookDraft(
            patch.Url is null ? old.Url : check.Url(patch.Url),
            patch.EventTypes is null ? [.. old.EventTypes] : check.Types(patch.EventTypes),
            patch.HasDescription ? check.Description(patch.Description) : old.Description
        );
    }

    private async Task<string> NewSecretAsync(Unit unit, WebhookEndpointId id, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(WebhookSecret.Bytes);
        var sealedKey = options.Box.Seal(key, id.ToString());
        await WebhookQueries.InsertSecretAsync(unit, id, sealedKey, ct);
        return WebhookSecret.ToText(key);
    }

    private static JsonObject Facts(WebhookDraft draft) =>
        new()
        {
            ["url"] = draft.Url,
            ["event_types"] = string.Join(' ', draft.EventTypes),
            ["description"] = draft.Description,
        };

    private static Task WriteAsync(
        Unit unit,
        Caller caller,
        string action,
        WebhookEndpointId id,
        JsonObject? before,
        JsonObject? after,
        CancellationToken ct
    ) =>
        Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, action) with
            {
                Target = id.ToString(),
                Before = before,
                After = after,
            },
            ct
        );
}
