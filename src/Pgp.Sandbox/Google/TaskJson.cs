using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>Cloud Tasks' wire forms.</summary>
internal static class TaskJson
{
    private static readonly string[] Methods =
    [
        "",
        "POST",
        "GET",
        "HEAD",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
    ];

    public static JsonObject Of(CloudTask task) =>
        new()
        {
            ["name"] = task.Name,
            ["httpRequest"] = new JsonObject
            {
                ["url"] = task.Url,
                ["httpMethod"] = task.Method,
                ["headers"] = new JsonObject(
                    task.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))
                ),
            },
            ["scheduleTime"] = Time(task.ScheduleAt),
            ["createTime"] = Time(task.CreatedAt),
            ["dispatchDeadline"] = Seconds(task.Deadline),
            ["dispatchCount"] = task.DispatchCount,
            ["responseCount"] = task.ResponseCount,
            ["view"] = "BASIC",
        };

    public static JsonObject Of(TaskQueue queue) =>
        new()
        {
            ["name"] = queue.Name,
            ["rateLimits"] = new JsonObject
            {
                ["maxDispatchesPerSecond"] = JsNumber.Node(queue.MaxPerSecond),
                ["maxBurstSize"] = 100,
                ["maxConcurrentDispatches"] = queue.MaxConcurrent,
            },
            ["retryConfig"] = new JsonObject
            {
                ["maxAttempts"] = queue.MaxAttempts,
                ["maxRetryDuration"] = Seconds(queue.MaxRetryDuration),
                ["minBackoff"] = Seconds(queue.MinBackoff),
                ["maxBackoff"] = Seconds(queue.MaxBackoff),
                ["maxDoublings"] = queue.MaxDoublings,
            },
            ["state"] = queue.Paused ? "PAUSED" : "RUNNING",
        };

    /// <summary>Lays the members of a request over a queue.</summary>
    public static void Apply(TaskQueue queue, JsonObject request)
    {
        var rate = request.Nested("rateLimits") ?? [];
        queue.MaxPerSecond = rate.Quantity("maxDispatchesPerSecond") ?? queue.MaxPerSecond;
        queue.MaxConcurrent = rate.Count("maxConcurrentDispatches") ?? queue.MaxConcurrent;
        var retry = request.Nested("retryConfig") ?? [];
        queue.MaxAttempts = retry.Count("maxAttempts") ?? queue.MaxAttempts;
        queue.MaxDoublings = retry.Count("maxDoublings") ?? queue.MaxDoublings;
        queue.MinBackoff = Duration(retry.Text("minBackoff")) ?? queue.MinBackoff;
        queue.MaxBackoff = Duration(retry.Text("maxBackoff")) ?? queue.MaxBackoff;
        queue.MaxRetryDuration = Duration(retry.Text("maxRetryDuration")) ?? queue.MaxRetryDuration;
    }

    /// <summary>Clients write the method as a name or as its number; absent means POST.</summary>
    public static string? Method(string? given)
    {
        if (given is null or "HTTP_METHOD_UNSPECIFIED" or "0")
        {
            return "POST";
        }

        return int.TryParse(given, CultureInfo.InvariantCulture, out var number)
            ? Methods.ElementAtOrDefault(number)
            : Array.Find(
                Methods,
                method =>
                    method.Length > 0 && method.Equals(given, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>Reads <c>600s</c> or <c>0.1s</c>.</summary>
    public static TimeSpan? Duration(string? text) =>
        text is ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', .., 's']
        && JsonRead.Quantity(text[..^1]) is { } seconds
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : null;

    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) =>
        JsNumber.Format((decimal)duration.Ticks / TimeSpan.TicksPerSecond) + "s";
}
