using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split2;

/// <summary>A worker: asks the exchange once and passes the answer back to SPLIT1.</summary>
internal sealed class EstimateRequestedHandler(Database database, ChangeNowClient exchange)
    : ITaskHandler<EstimateRequested>
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    // The exchange calls a pair switched off for amounts far too small, and for short pauses.
    private const int AttemptsOnInactivePair = 20;

    public async Task<TaskOutcome> HandleAsync(
        EstimateRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        switch (await exchange.EstimateAsync(task.From, task.To, ct))
        {
            case EstimateOutcome.Offered offered:
                return await AnswerAsync(
                    new EstimateAnswered(task.PayoutId, offered.Net, Refusal: null),
                    delivery,
                    ct
                );
            case EstimateOutcome.TooSmall small:
                var least = small.Min is { } min ? $", at least {min}" : "";
                return await RefuseAsync(
                    task,
                    $"under the exchange's minimum{least}",
                    delivery,
                    ct
                );
            case EstimateOutcome.PairInactive when delivery.Attempt >= AttemptsOnInactivePair:
                return await RefuseAsync(
                    task,
                    "the exchange has switched this pair off",
                    delivery,
                    ct
                );
            case EstimateOutcome.PairInactive:
                return new TaskOutcome.Retry(AskAgain, "pair inactive");
            case EstimateOutcome.Rejected rejected:
                return await RefuseAsync(
                    task,
                    $"the exchange refuses: {rejected.Code}",
                    delivery,
                    ct
                );
            case EstimateOutcome.Unavailable down:
                return new TaskOutcome.Retry(down.RetryAfter ?? AskAgain, down.Reason);
            case var other:
                throw new InvalidOperationException($"unknown estimate: {other}");
        }
    }

    private Task<TaskOutcome> RefuseAsync(
        EstimateRequested task,
        string reason,
        Delivery delivery,
        CancellationToken ct
    ) => AnswerAsync(new EstimateAnswered(task.PayoutId, Net: null, reason), delivery, ct);

    private async Task<TaskOutcome> AnswerAsync(
        EstimateAnswered answer,
        Delivery delivery,
        CancellationToken ct
    )
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
