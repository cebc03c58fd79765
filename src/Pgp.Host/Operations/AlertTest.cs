using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Host.Operations;

/// <summary>Sends one alert that is none, through everything that a real one passes.</summary>
internal sealed class AlertTest(Database database)
{
    private const string Kind = "alert_test";

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>
    /// What became of it per channel, as <c>slack: sent</c>; empty when nobody delivered it in
    /// time.
    /// </returns>
    public async Task<IReadOnlyList<string>> SendAsync(CancellationToken ct)
    {
        var task = MessageId.New(database.Clock).ToString();
        var alert = new AlertRaised(
            AlertLevel.Warning,
            Kind,
            task,
            "This is a test: somebody wanted to see whether alerts arrive. Nothing is wrong.",
            Occurrence: 1
        );
        await using (var unit = await database.BeginAsync(ct))
        {
            await unit.EnqueueAsync(alert, unit.Now, new Story(task, TraceParent: null), ct);
            await unit.CommitAsync(ct);
        }

        var began = database.Clock.GetTimestamp();
        while (
            !await AlertTestQueries.IsDoneAsync(database, task, ct)
            && database.Clock.GetElapsedTime(began) < WaitMax
        )
        {
            await Task.Delay(Pause, database.Clock, ct);
        }

        return await AlertTestQueries.DeliveriesAsync(database, KeyOf(alert), ct);
    }

    private static string KeyOf<TTask>(TTask task)
        where TTask : ITask<TTask> => task.EffectKey;
}
