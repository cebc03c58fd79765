using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Npgsql;
using Pgp.Contracts.Tasks;
using Pgp.FlowTests.Support;

namespace Pgp.FlowTests.Settlement;

/// <summary>Plays the scheduler outside: starts runs by the routes that are meant for it.</summary>
internal sealed class Scheduler(FlowStack flow)
{
    private const string LoseSql = """
        update job_runs set lease_until = started_at where state = 'running'
        """;

    /// <summary>MICROBATCHPROCESSOR looks whether a pool is full.</summary>
    public Task<string> CheckPoolsAsync(CancellationToken ct) =>
        PostAsync(Schedules.MicroBatch, ct);

    /// <summary>BATCHPROCESSOR looks who is to be paid.</summary>
    public Task<string> PayOwnersAsync(CancellationToken ct) =>
        PostAsync(Schedules.BatchPayout, ct);

    /// <summary>Runs a job until a run comes through; each that died is given up as lost.</summary>
    /// <returns>How many died.</returns>
    public async Task<int> RunThroughAsync(Schedule schedule, CancellationToken ct)
    {
        var died = 0;
        while (await PostAsync(schedule, ct) != "done")
        {
            died++;
            await GiveUpAsync(ct);
        }

        return died;
    }

    /// <summary>The time of every run's lease is over.</summary>
    public async Task GiveUpAsync(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(flow.Stack.Database);
        await using var command = source.CreateCommand(LoseSql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One call.</summary>
    /// <returns>What became of the run; <c>died</c> when nobody could say.</returns>
    public async Task<string> PostAsync(Schedule schedule, CancellationToken ct)
    {
        var url = new Uri(flow.Stack.App, $"{schedule.Service}{schedule.Path}");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        var token = flow.Stack.Credentials.SchedulerToken;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await flow.Http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return text.Length == 0 ? "died" : (string)JsonNode.Parse(text)!["state"]!;
    }
}
