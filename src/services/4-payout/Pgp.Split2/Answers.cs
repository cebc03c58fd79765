using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split2;

/// <summary>Passes an answer back to whoever asked, once per question.</summary>
internal static class Answers
{
    public static async Task<TaskOutcome> PassOnAsync<TAnswer>(
        Database database,
        TAnswer answer,
        Delivery delivery,
        CancellationToken ct
    )
        where TAnswer : ITask<TAnswer>
    {
        await using var unit = await database.BeginAsync(ct);
        if (await unit.ClaimAsync(delivery, ct))
        {
            await unit.EnqueueAsync(answer, ct);
            await unit.CommitAsync(ct);
        }

        return TaskOutcome.Completed;
    }
}
