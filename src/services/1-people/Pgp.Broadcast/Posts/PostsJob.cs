using System.Globalization;
using Pgp.Common.Schedules;

namespace Pgp.Broadcast.Posts;

/// <summary>Each minute: the posts whose time has come.</summary>
internal sealed class PostsJob(PostRound round) : IScheduledJob
{
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (made, failed) = await round.RunAsync(ct);
        return string.Create(CultureInfo.InvariantCulture, $"posts made: {made}, not: {failed}");
    }
}
