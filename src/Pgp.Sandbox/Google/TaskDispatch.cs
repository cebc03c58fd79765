using System.Globalization;
using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// Delivers tasks: any 2xx ends one, everything else is tried again after the queue's backoff, and
/// after the last attempt it is dropped without a word (spec 70, 4.3).
/// </summary>
internal sealed class TaskDispatch : IAsyncDisposable
{
    private readonly GoogleState state;
    private readonly Lock gate;
    private readonly TaskDesk desk;
    private readonly IdentityTokens tokens;
    private readonly Surroundings around;
    private readonly HashSet<string> busy = [];
    private readonly HashSet<Task> sending = [];
    private readonly DueLoop loop;

    public TaskDispatch(
        GoogleState state,
        Lock gate,
        TaskDesk desk,
        IdentityTokens tokens,
        Surroundings around
    )
    {
        this.state = state;
        this.gate = gate;
        this.desk = desk;
        this.tokens = tokens;
        this.around = around;
        loop = new DueLoop(
            "cloud tasks",
            around.Clock,
            around.Log,
            ct => Task.FromResult(Step(ct))
        );
    }

    public void Start() => loop.Start();

    public void Poke() => loop.Poke();

    public async ValueTask DisposeAsync()
    {
        await loop.DisposeAsync();
        Task[] last;
        lock (gate)
        {
            last = [.. sending];
        }

        await Task.WhenAll(last);
    }

    private DateTimeOffset? Step(CancellationToken ct)
    {
        lock (gate)
        {
            var now = around.Clock.GetUtcNow();
            DateTimeOffset? next = null;
            foreach (var task in state.Tasks.Values.OrderBy(task => task.ScheduleAt).ToArray())
            {
                var queue = state.Queues[task.Queue];
                if (busy.Contains(task.Name) || queue.Paused || IsFull(queue))
                {
                    continue;
                }

                var due = task.ScheduleAt > queue.NextSlotAt ? task.ScheduleAt : queue.NextSlotAt;
                if (due <= now)
                {
                    Begin(task, queue, now, ct);
                }
                else if (next is null || due < next)
                {
                    next = due;
                }
            }

            return next;
        }
    }

    private bool IsFull(TaskQueue queue) =>
        busy.Count(name => name.StartsWith(queue.Name + "/", StringComparison.Ordinal))
        >= queue.MaxConcurrent;

    private void Begin(CloudTask task, TaskQueue queue, DateTimeOffset now, CancellationToken ct)
    {
        busy.Add(task.Name);
        task.DispatchCount++;
        task.FirstAttemptAt ??= now;
        var slot = TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / queue.MaxPerSecond));
        queue.NextSlotAt = now + slot;
        var sent = DispatchAsync(task, ct);
        sending.Add(sent);
        _ = sent.ContinueWith(Ended, TaskScheduler.Default);
    }

    private void Ended(Task done)
    {
        lock (gate)
        {
            sending.Remove(done);
        }
    }

    private async Task DispatchAsync(CloudTask task, CancellationToken ct)
    {
        // Leaves the caller's lock before anything is awaited.
        await Task.Yield();
        int? status = null;
        try
        {
            status = await AttemptAsync(task, ct);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops; the task stays and is delivered after a restart.
        }
        finally
        {
            Conclude(task, status);
        }
    }

    private async Task<int?> AttemptAsync(CloudTask task, CancellationToken ct)
    {
        var fault = around.Faults.Take(
            "google",
            "task",
            FaultKind.Drop,
            FaultKind.DropAfter,
            FaultKind.Delay,
            FaultKind.Duplicate
        );
        if (fault is { Milliseconds: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), around.Clock, ct);
        }

        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                return null;
            case FaultKind.DropAfter:
                await SendAsync(task, ct);
                return null;
            case FaultKind.Duplicate:
                await SendAsync(task, ct);
                return await SendAsync(task, ct);
            default:
                return await SendAsync(task, ct);
        }
    }

    // At the deadline the attempt counts as failed while the handler may go on working.
    private async Task<int?> SendAsync(CloudTask task, CancellationToken ct)
    {
        var answer = AskAsync(task, ct);
        var deadline = Task.Delay(task.Deadline, around.Clock, ct);
        return await Task.WhenAny(answer, deadline) == answer ? await answer : null;
    }

    private async Task<int?> AskAsync(CloudTask task, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(task.Method), task.Url);
        var body = Convert.FromBase64String(task.Body);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in task.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        AddOwnHeaders(request, task);
        var result = await around.Delivery.SendAsync(request, task.Deadline, ct);
        var text = System.Text.Encoding.UTF8.GetString(body);
        around.Calls.Sent("google", "task", request.RequestUri!, text, result.Status);
        return result.Status;
    }

    private void AddOwnHeaders(HttpRequestMessage request, CloudTask task)
    {
        var eta = task.ScheduleAt.ToUnixTimeMilliseconds() / 1000m;
        (string Name, string Value)[] own =
        [
            ("User-Agent", "Google-Cloud-Tasks"),
            ("X-CloudTasks-QueueName", task.Queue.Split('/')[^1]),
            ("X-CloudTasks-TaskName", task.Name.Split('/')[^1]),
            ("X-CloudTasks-TaskRetryCount", Text(task.DispatchCount - 1)),
            ("X-CloudTasks-TaskExecutionCount", Text(task.ExecutionCount)),
            ("X-CloudTasks-TaskETA", JsNumber.Format(eta)),
        ];
        foreach (var (name, value) in own)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (task.LastStatus is { } last)
        {
            request.Headers.TryAddWithoutValidation(
                "X-CloudTasks-TaskPreviousResponse",
                Text(last)
            );
        }

        if (task.OidcEmail is { } email)
        {
            var audience = string.IsNullOrEmpty(task.OidcAudience) ? task.Url : task.OidcAudience;
            request.Headers.Remove("Authorization");
            var token = tokens.Sign(audience, email);
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }
    }

    private void Conclude(CloudTask task, int? status)
    {
        lock (gate)
        {
            busy.Remove(task.Name);
            var now = around.Clock.GetUtcNow();
            task.LastStatus = status;
            task.ResponseCount += status is null ? 0 : 1;
            task.ExecutionCount += status is null or >= 500 ? 0 : 1;
            if (!state.Queues.TryGetValue(task.Queue, out var queue))
            {
                return;
            }

            var over =
                status is >= 200 and < 300
                || queue.GivesUp(task.DispatchCount, now - task.FirstAttemptAt!.Value);
            if (over)
            {
                desk.Forget(task);
            }
            else
            {
                task.ScheduleAt = now + queue.Backoff(task.DispatchCount);
            }
        }

        around.File.Changed();
        loop.Poke();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
