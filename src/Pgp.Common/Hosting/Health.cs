using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Pgp.Common.Database;

namespace Pgp.Common.Hosting;

/// <summary>One thing that a process needs before it may take work.</summary>
public sealed record Readiness(bool Ready, IReadOnlyDictionary<string, string> Components);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>
/// <c>/health</c> says the process lives and depends on nothing. <c>/ready</c> says it can work:
/// configuration (checked at start), database, migrations.
/// </summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ServiceRoom> rooms)
    {
        routes.MapGet("/health", context => context.Response.WriteAsync("alive\n"));
        routes.MapGet("/ready", context => WriteAsync(context, rooms));
    }

    private static async Task WriteAsync(HttpContext context, IReadOnlyList<ServiceRoom> rooms)
    {
        var readiness = await CheckAsync(rooms, context.RequestAborted);
        context.Response.StatusCode = readiness.Ready
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            readiness,
            HealthJson.Default.Readiness,
            context.RequestAborted
        );
    }

    private static async Task<Readiness> CheckAsync(
        IReadOnlyList<ServiceRoom> rooms,
        CancellationToken ct
    )
    {
        var components = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["configuration"] = "complete",
        };
        var ready = true;
        foreach (var room in rooms)
        {
            var finding = await FindingAsync(room, ct);
            components[$"database of {room.Name}"] = finding ?? "ready";
            ready &= finding is null;
        }

        return new Readiness(ready, components);
    }

    private static async Task<string?> FindingAsync(ServiceRoom room, CancellationToken ct)
    {
        try
        {
            var pending = await Migrator.PendingAsync(room.DataSource, ct);
            return pending.Count == 0
                ? null
                : $"migrations missing: {string.Join(", ", pending)}; run pgp migrate";
        }
        catch (NpgsqlException)
        {
            return "unreachable or not allowed";
        }
    }
}
