using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Auditing;

/// <param name="Kind">
/// <c>account</c>, <c>api_key</c>, <c>bot</c>, <c>operator</c>, <c>system</c>.
/// </param>
internal sealed record ActorView(string Kind, string Name);

/// <param name="Before">What was; only what changed.</param>
internal sealed record AuditItem(
    string AuditId,
    DateTimeOffset At,
    ActorView Actor,
    string Action,
    string Object,
    IReadOnlyDictionary<string, JsonElement>? Before,
    IReadOnlyDictionary<string, JsonElement>? After
);

internal sealed record AuditView(IReadOnlyList<AuditItem> Items, string? NextCursor);

/// <summary>Shows an owner who changed what, wherever it was changed.</summary>
internal sealed class AuditApi(Database database)
{
    // Each branch reads its own index from the cursor on.
    private const string ListSql = """
        select audit_id, at, actor_kind, actor, action, object, before::text, after::text
          from (
            (select * from audit_log
              where account_id = $1 and ($3::uuid is null or audit_id < $3)
              order by audit_id desc limit $4)
            union
            (select * from audit_log
              where owner_user_id = $2 and ($3::uuid is null or audit_id < $3)
              order by audit_id desc limit $4)
          ) lines
         order by audit_id desc
         limit $4
        """;

    /// <summary><c>GET /audit</c>.</summary>
    public async Task<Results<Ok<AuditView>, Problem>> ListAsync(
        Caller caller,
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

        var rows = await database.RunAsync(
            ListSql,
            sql =>
                sql.With(caller.Account)
                    .With(caller.Owner?.Value)
                    .With(page.Before)
                    .With(page.Limit + 1)
                    .AllAsync(Read, ct),
            ct
        );
        var items = rows.Take(page.Limit).Select(row => row.Item).ToList();
        var next = rows.Count > page.Limit ? Page.Cursor(rows[page.Limit - 1].Id) : null;
        return TypedResults.Ok(new AuditView(items, next));
    }

    private static (Guid Id, AuditItem Item) Read(Row row) =>
        (
            row.Uuid(0),
            new AuditItem(
                new AuditId(row.Uuid(0)).ToString(),
                row.Time(1),
                new ActorView(row.Text(2), row.Text(3)),
                row.Text(4),
                row.Text(5),
                Json(row.TextOrNull(6)),
                Json(row.TextOrNull(7))
            )
        );

    private static Dictionary<string, JsonElement>? Json(string? text) =>
        text is null
            ? null
            : JsonElement
                .Parse(text)
                .EnumerateObject()
                .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
}

/// <summary>The record of changes.</summary>
internal static class AuditRegistration
{
    public static void AddAuditing(this ServiceBuilder service) =>
        service.MapApi<AuditApi>(
            "Audit",
            (routes, api) =>
                routes
                    .MapGet("/audit", api.ListAsync)
                    .WithName("listAudit")
                    .ForOwners()
                    .Refuses(400, 422)
        );
}
