using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Pgp.Broadcast.Endpoints;

/// <summary>The wire form; unknown and repeated members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(TriggerRequest))]
[JsonSerializable(typeof(PostsAnswer))]
[JsonSerializable(typeof(AnnouncementRequest))]
[JsonSerializable(typeof(AnnouncementOrder))]
[JsonSerializable(typeof(AnnouncementAnswer))]
[JsonSerializable(typeof(AnnouncementsAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class BroadcastJson : JsonSerializerContext;

/// <summary>Bodies in and out.</summary>
internal static class Bodies
{
    private const int BytesMax = 65_536;

    /// <returns>Null for what is not such an object.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Request.ContentLength > BytesMax)
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(
                context.Request.Body,
                type,
                context.RequestAborted
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task WriteAsync<T>(
        HttpContext context,
        int status,
        T answer,
        JsonTypeInfo<T> type
    )
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.Body,
            answer,
            type,
            context.RequestAborted
        );
    }
}
