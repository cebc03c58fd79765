using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Pgp.Common.Database;

namespace Pgp.Server;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PoolStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>How busy the bot's database connections are.</summary>
internal sealed class StatusApi(Database database)
{
    public Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            database.PoolStatus(),
            StatusJson.Default.PoolStatus,
            context.RequestAborted
        );
    }
}
