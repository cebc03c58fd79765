using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pgp.Common.Observability;

namespace Pgp.Common.Hosting;

/// <summary>Starts the jobs of all rooms with the host and stops and clears them with it.</summary>
internal sealed class RunningParts : IHostedService, IAsyncDisposable
{
    public IReadOnlyList<ServiceRoom> Rooms { get; set; } = [];

    /// <summary>Each way to the database that is in use, by its user.</summary>
    public List<(string User, NpgsqlDataSource Source)> Databases { get; } = [];

    public List<IHostedService> Jobs { get; } = [];

    public List<IDisposable> Owned { get; } = [];

    public ILogger? Log { get; set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in Jobs)
        {
            await job.StartAsync(cancellationToken);
            if (job is BackgroundService { ExecuteTask: { } work })
            {
                Watch(job.GetType(), work);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Jobs.Select(job => job.StopAsync(cancellationToken)));

    // Nobody awaits a job: without this, one that breaks would only be missed.
    private void Watch(Type job, Task work)
    {
        _ = work.ContinueWith(
            broken => Log?.JobBroke(job.Name, job.Namespace ?? "", broken.Exception!),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var room in Rooms)
        {
            await room.DisposeAsync();
        }

        Owned.ForEach(owned => owned.Dispose());
    }
}
