using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split3;

/// <summary>Opens the order of a payout.</summary>
internal sealed class SwapRequestedHandler(OrderOpening opening) : ITaskHandler<SwapRequested>
{
    public Task<TaskOutcome> HandleAsync(
        SwapRequested task,
        Delivery delivery,
        CancellationToken ct
    ) =>
        opening.OpenAsync(
            new WantedOrder(task.PayoutId, task.From, task.To, task.Address, task.ExtraId),
            result => new SwapAnswered(
                task.PayoutId,
                result.OrderId,
                result.DepositAddress,
                result.Refusal
            ),
            delivery,
            ct
        );
}
