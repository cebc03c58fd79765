using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Common.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>
/// Puts back what was tried for too long, where the matter that it carries is still open. A partner
/// that was down for a day must not cost a person's time; a task that was rejected is one.
/// </summary>
internal sealed class Mending(Database database, ILogger<Mending> log)
{
    // Each try lasts a day: after so many a person knows more than another one would tell.
    private const int ReplaysMax = 3;
    private const string By = "oversight";

    /// <returns>How many tasks were put back.</returns>
    public async Task<int> PutBackAsync(
        OverdueKind kind,
        IReadOnlyList<Finding> found,
        CancellationToken ct
    )
    {
        if (kind.Carriers.Count == 0 || found.Count == 0)
        {
            return 0;
        }

        var tasks = await DeadLetterDesk.ExhaustedAsync(
            database,
            ReplaysMax,
            [.. kind.Carriers.Select(task => task.Name)],
            [.. found.Select(one => one.Subject)],
            ct
        );
        var count = 0;
        foreach (var task in tasks)
        {
            if (await DeadLetterDesk.ReplayAsync(database, task, By, ct))
            {
                log.PutBack(task, kind.Name);
                count++;
            }
        }

        return count;
    }
}
