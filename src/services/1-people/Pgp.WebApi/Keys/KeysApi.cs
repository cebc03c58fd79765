using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Keys;

/// <param name="Scopes"><c>read</c>, <c>write</c>.</param>
/// <param name="AllowedAddresses">Networks as <c>203.0.113.0/24</c>; none: from anywhere.</param>
internal sealed record KeyRequest(
    string? Name,
    IReadOnlyList<string?>? Scopes,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<string?>? AllowedAddresses
);

/// <param name="Prefix">How the secret begins.</param>
internal sealed record KeyView(
    string KeyId,
    string Name,
    string Prefix,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> AllowedAddresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt
);

/// <param name="Secret">Shown once.</param>
internal sealed record NewKeyView(KeyView Key, string Secret);

internal sealed record KeysView(IReadOnlyList<KeyView> Items);

/// <summary>Keys by which programs speak for an account.</summary>
internal sealed class KeysApi(Database database)
{
    private const int NameMax = 60;
    private const int AddressesMax = 20;
    private const int KeysMax = 20;

    /// <summary><c>GET /auth/keys</c>.</summary>
    public async Task<Ok<KeysView>> ListAsync(Caller caller, CancellationToken ct) =>
        TypedResults.Ok(new KeysView(await KeyQueries.ListAsync(database, caller.Account, ct)));

    /// <summary><c>POST /auth/keys</c>.</summary>
    public async Task<Results<Created<NewKeyView>, Problem>> CreateAsync(
        Caller caller,
        KeyRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var secret = ApiKeySecret.New();
        var key = Read(request, ApiKeySecret.PrefixOf(secret), errors);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        await using var unit = await database.BeginAsync(ct);
        await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (await KeyQueries.CountAsync(unit, caller.Account, ct) >= KeysMax)
        {
            return AccountProblems.TooManyKeys;
        }

        await KeyQueries.InsertAsync(unit, caller.Account, key, ApiKeySecret.HashOf(secret), ct);
        await WriteAsync(unit, caller, "api_key.created", key, ct);
        unit.BeginsStoryOf(caller.Account.ToString());
        await unit.EnqueueAsync(
            AccountMailWanted.Of(caller.Account, AccountMail.ApiKeyCreated, unit.Now) with
            {
                Subject = key.Name,
            },
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.Created((string?)null, new NewKeyView(key, secret));
    }

    /// <summary><c>DELETE /auth/keys/{id}</c>.</summary>
    public async Task<Results<NoContent, Problem>> RevokeAsync(
        Caller caller,
        string id,
        CancellationToken ct
    )
    {
        if (!ApiKeyId.TryParse(id, out var key))
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await KeyQueries.RevokeAsync(unit, caller.Account, key, ct))
        {
            return Problem.NotFound;
        }

        await Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, "api_key.revoked") with
            {
                Target = key.ToString(),
            },
            ct
        );
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private KeyView Read(KeyRequest request, string prefix, List<FieldError> errors)
    {
        var now = database.Clock.GetUtcNow();
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > NameMax || name.Any(char.IsControl))
        {
            errors.Add(new FieldError("name", "length", $"A name has 1 to {NameMax} characters."));
        }

        var scopes = request.Scopes ?? [];
        if (
            scopes.Count == 0
            || scopes.Any(scope => scope is not (ApiKeySecret.Read or ApiKeySecret.Write))
        )
        {
            errors.Add(
                new FieldError("scopes", "unknown", "A key may 'read', or 'read' and 'write'.")
            );
        }

        if (request.ExpiresAt <= now)
        {
            errors.Add(new FieldError("expires_at", "in_the_past", "This moment is over."));
        }

        var addresses = request.AllowedAddresses ?? [];
        if (
            addresses.Count > AddressesMax
            || addresses.Any(text => text is null || !IPNetwork.TryParse(text, out _))
        )
        {
            errors.Add(
                new FieldError(
                    "allowed_addresses",
                    "not_a_network",
                    $"At most {AddressesMax} networks such as 203.0.113.0/24 or 203.0.113.7/32."
                )
            );
        }

        return new KeyView(
            ApiKeyId.New(database.Clock).ToString(),
            name,
            prefix,
            [
                .. scopes
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            [.. addresses.OfType<string>()],
            now,
            request.ExpiresAt?.ToUniversalTime(),
            LastUsedAt: null
        );
    }

    private static Task WriteAsync(
        Unit unit,
        Caller caller,
        string action,
        KeyView key,
        CancellationToken ct
    ) =>
        Audit.WriteAsync(
            unit,
            AccountAudit.Of(caller, action) with
            {
                Target = key.KeyId,
                After = new JsonObject
                {
                    ["name"] = key.Name,
                    ["scopes"] = string.Join(' ', key.Scopes),
                },
            },
            ct
        );
}
