using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>Takes over the order of a pool of credits.</summary>
internal sealed class PoolExecutionRequestedHandler(ConversionIntake intake)
    : ITaskHandler<PoolExecutionRequested>
{
    public Task<TaskOutcome> HandleAsync(
        PoolExecutionRequested task,
        Delivery delivery,
        CancellationToken ct
    ) =>
        intake.TakeAsync(
            task.ConversionId,
            task.Amount,
            task.DepositAddress,
            task.OrderId,
            delivery,
            ct
        );
}
