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
    /// <param name="routes">Where the pages go.</param>
    /// <param name="databases">
    /// Each way to the database that this process needs, by its user.
    /// </param>
    public static void Map(
        IEndpointRouteBuilder routes,
        IReadOnlyList<(string User, NpgsqlDataSource Source)> databases
    )
    {
        routes.MapGet("/health", context => context.Response.WriteAsync("alive\n"));
        routes.MapGet("/ready", context => WriteAsync(context, databases));
    }

    private static async Task WriteAsync(
        HttpContext context,
        IReadOnlyList<(string User, NpgsqlDataSource Source)> databases
    )
    {
        var readiness = await CheckAsync(databases, context.RequestAborted);
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
        IReadOnlyList<(string User, NpgsqlDataSource Source)> databases,
        CancellationToken ct
    )
    {
        var components = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["configuration"] = "complete",
        };
        var ready = true;
        foreach (var (user, source) in databases)
        {
            var finding = await FindingAsync(source, ct);
            components[$"database of {user}"] = finding ?? "ready";
            ready &= finding is null;
        }

        return new Readiness(ready, components);
    }

    private static async Task<string?> FindingAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            var pending = await Migrator.PendingAsync(source, ct);
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
