using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;
using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>A row of the outbox.</summary>
internal sealed record OutboxTask(MessageId Id, TaskDefinition Definition, string Source);

/// <summary>
/// Delivers tasks over HTTP beside the dispatcher, as often and as early as a test likes, with
/// tokens that are as good as the dispatcher's.
/// </summary>
internal sealed class Courier
{
    private const string TasksSql = """
        select task_id, name, source from outbox where correlation = $1 order by created_at, task_id
        """;

    private const string PayloadSql = """
        select payload from outbox where task_id = $1
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FlowStack flow;
    private readonly TaskTokens tokens;

    public Courier(FlowStack flow)
    {
        this.flow = flow;
        var keys = flow.Stack.Credentials;
        tokens = new TaskTokens(
            new KeyRing(SigningKey.Of(new Secret(keys.PaymentKey)), null),
            new KeyRing(SigningKey.Of(new Secret(keys.HostPayKey)), null),
            TimeProvider.System
        );
    }

    /// <summary>Everything that a story has put into the outbox, oldest first.</summary>
    public Task<IReadOnlyList<OutboxTask>> TasksAsync(Story story) => TasksAsync(story.Name);

    public async Task<IReadOnlyList<OutboxTask>> TasksAsync(string story) =>
        [
            .. (await flow.Facts.RowsAsync(TasksSql, story))
                .Select(row => row.Split(','))
                .Select(cells => new OutboxTask(
                    new MessageId(Guid.Parse(cells[0])),
                    TaskCatalogue.ByName(cells[1]),
                    cells[2]
                )),
        ];

    /// <summary>Waits for the story's first task of a kind.</summary>
    public Task<OutboxTask> FirstAsync(Story story, string name, CancellationToken ct) =>
        FirstAsync(story.Name, name, ct);

    public Task<OutboxTask> FirstAsync(string story, string name, CancellationToken ct) =>
        Eventually.FindAsync(
            async () =>
                (await TasksAsync(story)).FirstOrDefault(task => task.Definition.Name == name),
            ct
        );

    /// <summary>Delivers a task so many times at once, each until it is taken.</summary>
    public Task DeliverAsync(Story story, OutboxTask task, int times, CancellationToken ct) =>
        DeliverAsync(story.Name, task, times, ct);

    public async Task DeliverAsync(string story, OutboxTask task, int times, CancellationToken ct)
    {
        var payload = await PayloadAsync(task, ct);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => DeliverAsync(story, task, payload, ct))
        );
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
    }

    // 503 says "not now": a twin is at work, or a partner wants a pause.
    private async Task<HttpStatusCode> DeliverAsync(
        string story,
        OutboxTask task,
        string payload,
        CancellationToken ct
    )
    {
        while (true)
        {
            var code = await PostAsync(story, task, payload, ct);
            if (code != HttpStatusCode.ServiceUnavailable)
            {
                return code;
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }
    }

    private async Task<HttpStatusCode> PostAsync(
        string story,
        OutboxTask task,
        string payload,
        CancellationToken ct
    )
    {
        var definition = task.Definition;
        var url = new Uri(flow.Stack.App, $"{definition.Target}{definition.Path}");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(payload, Encoding.UTF8, "application/json");
        var claims = new TaskClaims(
            task.Source,
            definition.Target.SeedId,
            task.Id,
            definition.Name,
            story
        );
        var token = tokens.Generate(claims);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await flow.Http.SendAsync(request, ct);
        return response.StatusCode;
    }

    private Task<string> PayloadAsync(OutboxTask task, CancellationToken ct) =>
        flow.Facts.TextAsync(PayloadSql, task.Id.Value, ct);
}
