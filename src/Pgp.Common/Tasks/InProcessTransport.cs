namespace Pgp.Common.Tasks;

/// <summary>Delivers to services that live in this process.</summary>
public sealed class InProcessTransport(IEnumerable<TaskReceiver> receivers, ITaskTransport others)
    : ITaskTransport
{
    private readonly Dictionary<string, TaskReceiver> byService = receivers.ToDictionary(
        receiver => receiver.Service.Value,
        StringComparer.Ordinal
    );

    public async Task<TaskAnswer> DeliverAsync(LeasedTask task, string token, CancellationToken ct)
    {
        if (!byService.TryGetValue(task.Definition.Target.Value, out var receiver))
        {
            return await others.DeliverAsync(task, token, ct);
        }

        var answer = await receiver.ReceiveAsync(
            task.Definition.Path,
            token,
            task.Payload,
            task.Attempt,
            task.TraceParent,
            ct
        );
        return answer ?? new TaskAnswer.Again("the service refused the token", null);
    }
}
