using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Common.Hosting;

namespace Pgp.Broadcast.Posts;

/// <summary>Says that a post was asked for; lost, the job finds it within a minute.</summary>
internal sealed class PostsSignal : Signal;

/// <summary>Makes posts that somebody asked for, at once.</summary>
internal sealed class PostsWorker(PostsSignal signal, PostRound round, ILogger<PostsWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            try
            {
                await round.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.RoundBroke(failure);
            }
        }
    }
}
