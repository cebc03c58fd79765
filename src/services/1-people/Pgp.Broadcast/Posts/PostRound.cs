using Pgp.Common.Database;

namespace Pgp.Broadcast.Posts;

/// <summary>
/// Makes every post that is due. Any number may run at once: a post is held by one of them.
/// </summary>
internal sealed class PostRound(Database database, PostMaker maker)
{
    // Longer than five posts take when Telegram lets every call run into its limit.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public async Task<(int Made, int Failed)> RunAsync(CancellationToken ct)
    {
        var (made, failed) = (0, 0);
        while (await PostQueries.ClaimAsync(database, Lease, ct) is { Count: > 0 } due)
        {
            foreach (var post in due)
            {
                var stands = await maker.MakeAsync(post, ct);
                made += stands ? 1 : 0;
                failed += stands ? 0 : 1;
            }
        }

        return (made, failed);
    }
}
