using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>Cloud Tasks' API: queues and tasks (spec 70, 4.3). Called under the lock.</summary>
internal sealed class TaskDesk(GoogleState state, TimeProvider clock)
{
    private const int NameCharsMax = 500;
    private const int BodyBytesMax = 100 * 1024;
    private const int UrlCharsMax = 2083;

    private static readonly TimeSpan ScheduleMax = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeadlineMin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DeadlineMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a name stays taken after its task is gone; the shortest documented time.
    /// </summary>
    private static readonly TimeSpan NameKept = TimeSpan.FromHours(1);

    /// <param name="path">What follows <c>projects/P/locations/L/queues</c>.</param>
    public Answer Answer(PartnerCall call, string parent, string[] path)
    {
        switch (call.Method, path)
        {
            case ("POST", []):
                return CreateQueue(call.Json, parent);
            case ("POST", [var queue, "tasks"]):
                return OfQueue($"{parent}/{queue}", found => Create(call.Json, found));
            case ("GET", [var queue, "tasks"]):
                return OfQueue($"{parent}/{queue}", List);
            case ("GET", [var queue, "tasks", var task]):
                return OfTask($"{parent}/{queue}/tasks/{task}", Shown);
            case ("DELETE", [var queue, "tasks", var task]):
                return OfTask($"{parent}/{queue}/tasks/{task}", Delete);
            case ("POST", [var queue, "tasks", var task])
                when task.EndsWith(":run", StringComparison.Ordinal):
                return OfTask($"{parent}/{queue}/tasks/{task[..^4]}", RunNow);
            case ("GET", [var queue]):
                return OfQueue(
                    $"{parent}/{queue}",
                    found => Serving.Answer.Json(TaskJson.Of(found))
                );
            case ("PATCH", [var queue]):
                return OfQueue($"{parent}/{queue}", found => Patch(found, call.Json));
            case ("DELETE", [var queue]):
                return OfQueue($"{parent}/{queue}", DeleteQueue);
            case ("POST", [var queue]) when queue.Contains(':', StringComparison.Ordinal):
                var parts = queue.Split(':');
                return OfQueue($"{parent}/{parts[0]}", found => Act(found, parts[1]));
            default:
                return GoogleReplies.NotFound("Method");
        }
    }

    /// <summary>Removes a task; its name stays taken for a while.</summary>
    public void Forget(CloudTask task)
    {
        state.Tasks.Remove(task.Name);
        state.UsedNames[task.Name] = clock.GetUtcNow() + NameKept;
    }

    private Answer Create(JsonObject request, TaskQueue queue)
    {
        var wanted = request.Nested("task") ?? [];
        var http = wanted.Nested("httpRequest") ?? [];
        if (FaultOf(wanted, http) is { } fault)
        {
            return GoogleReplies.Invalid(fault);
        }

        var name = wanted.Text("name");
        if (name is not null && !IsName(name, queue))
        {
            return GoogleReplies.Invalid(
                "Task name must be formatted: queue name and \"/tasks/<TASK_ID>\""
            );
        }

        name ??= $"{queue.Name}/tasks/{++state.LastId}{RandomText.Hex(10)}";
        if (state.Tasks.ContainsKey(name) || IsTaken(name))
        {
            return GoogleReplies.Exists;
        }

        var now = clock.GetUtcNow();
        var at = TaskJson.Moment(wanted.Text("scheduleTime")) ?? now;
        var oidc = http.Nested("oidcToken");
        var task = new CloudTask
        {
            Name = name,
            Queue = queue.Name,
            Url = http.Text("url")!,
            Method = TaskJson.Method(http.Text("httpMethod"))!,
            Headers = Headers(http),
            Body = http.Text("body") ?? "",
            OidcEmail = oidc?.Text("serviceAccountEmail"),
            OidcAudience = oidc?.Text("audience"),
            Deadline = TaskJson.Duration(wanted.Text("dispatchDeadline")) ?? DefaultDeadline,
            CreatedAt = now,
            ScheduleAt = at > now ? at : now,
        };
        state.Tasks[name] = task;
        return Shown(task);
    }

    private string? FaultOf(JsonObject task, JsonObject http)
    {
        var url = http.Text("url") ?? "";
        if (!Uri.TryCreate(url, UriKind.Absolute, out _) || url.Length > UrlCharsMax)
        {
            return "HttpRequest.url must be a valid URL";
        }

        if (TaskJson.Method(http.Text("httpMethod")) is not { } method)
        {
            return "HttpRequest.http_method is unknown";
        }

        var body = http.Text("body") ?? "";
        if (!Convert.TryFromBase64String(body, new byte[body.Length], out var length))
        {
            return "HttpRequest.body is not base64";
        }

        if (length > BodyBytesMax || (length > 0 && method is not ("POST" or "PUT" or "PATCH")))
        {
            return "HttpRequest.body is too large or not allowed with this method";
        }

        if (TaskJson.Moment(task.Text("scheduleTime")) > clock.GetUtcNow() + ScheduleMax)
        {
            return "The schedule time is more than 30 days in the future";
        }

        var deadline = TaskJson.Duration(task.Text("dispatchDeadline")) ?? DefaultDeadline;
        return deadline < DeadlineMin || deadline > DeadlineMax
            ? "Task.dispatchDeadline must be between [15s, 30m]"
            : null;
    }

    private static Dictionary<string, string> Headers(JsonObject http)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Nested("headers") ?? [])
        {
            // These belong to the platform; what a caller sets is dropped.
            var taken =
                name.StartsWith("X-Google-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-AppEngine-", StringComparison.OrdinalIgnoreCase)
                || name.ToLowerInvariant() is "host" or "content-length" or "user-agent";
            if (!taken)
            {
                headers[name] = JsonRead.Text(value) ?? "";
            }
        }

        return headers;
    }

    private static bool IsName(string name, TaskQueue queue)
    {
        var prefix = queue.Name + "/tasks/";
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var id = name[prefix.Length..];
        return id.Length is > 0 and <= NameCharsMax
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }

    private bool IsTaken(string name) =>
        state.UsedNames.TryGetValue(name, out var until) && until > clock.GetUtcNow();

    private Answer CreateQueue(JsonObject request, string parent)
    {
        var name = request.Text("name") ?? "";
        if (!name.StartsWith(parent + "/", StringComparison.Ordinal))
        {
            return GoogleReplies.Invalid("Queue.name must begin with the parent");
        }

        if (state.Queues.ContainsKey(name))
        {
            return GoogleReplies.Exists;
        }

        var queue = new TaskQueue { Name = name };
        state.Queues[name] = queue;
        return Patch(queue, request);
    }

    private static Answer Patch(TaskQueue queue, JsonObject request)
    {
        TaskJson.Apply(queue, request);
        return Serving.Answer.Json(TaskJson.Of(queue));
    }

    private Answer DeleteQueue(TaskQueue queue)
    {
        Purge(queue);
        state.Queues.Remove(queue.Name);
        return Serving.Answer.Json(new JsonObject());
    }

    private Answer Act(TaskQueue queue, string action)
    {
        switch (action)
        {
            case "pause":
                queue.Paused = true;
                break;
            case "resume":
                queue.Paused = false;
                break;
            case "purge":
                Purge(queue);
                break;
            default:
                return GoogleReplies.NotFound("Method");
        }

        return Serving.Answer.Json(TaskJson.Of(queue));
    }

    private void Purge(TaskQueue queue)
    {
        foreach (var task in state.Tasks.Values.Where(t => t.Queue == queue.Name).ToArray())
        {
            Forget(task);
        }
    }

    private Answer List(TaskQueue queue)
    {
        var tasks = state.Tasks.Values.Where(t => t.Queue == queue.Name);
        return Serving.Answer.Json(
            new JsonObject
            {
                ["tasks"] = new JsonArray(tasks.Select(t => (JsonNode)TaskJson.Of(t)).ToArray()),
            }
        );
    }

    private Answer Delete(CloudTask task)
    {
        Forget(task);
        return Serving.Answer.Json(new JsonObject());
    }

    private Answer RunNow(CloudTask task)
    {
        task.ScheduleAt = clock.GetUtcNow();
        return Shown(task);
    }

    private static Answer Shown(CloudTask task) => Serving.Answer.Json(TaskJson.Of(task));

    private Answer OfQueue(string name, Func<TaskQueue, Answer> then) =>
        state.Queues.TryGetValue(name, out var queue)
            ? then(queue)
            : GoogleReplies.NotFound("Queue");

    private Answer OfTask(string name, Func<CloudTask, Answer> then) =>
        state.Tasks.TryGetValue(name, out var task) ? then(task) : GoogleReplies.NotFound("Task");
}
