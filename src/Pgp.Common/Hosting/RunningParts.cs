using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Pgp.Common.Hosting;

/// <summary>Starts the jobs of all rooms with the host and stops and clears them with it.</summary>
internal sealed class RunningParts : IHostedService, IAsyncDisposable
{
    public IReadOnlyList<ServiceRoom> Rooms { get; set; } = [];

    /// <summary>Each way to the database that is in use, by its user.</summary>
    public List<(string User, NpgsqlDataSource Source)> Databases { get; } = [];

    public List<IHostedService> Jobs { get; } = [];

    public List<IDisposable> Owned { get; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in Jobs)
        {
            await job.StartAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Jobs.Select(job => job.StopAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var room in Rooms)
        {
            await room.DisposeAsync();
        }

        Owned.ForEach(owned => owned.Dispose());
    }
}
