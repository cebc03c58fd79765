using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.HostPay1;

/// <summary>Takes over the order of one large credit.</summary>
internal sealed class CreditExecutionRequestedHandler(ConversionIntake intake)
    : ITaskHandler<CreditExecutionRequested>
{
    public Task<TaskOutcome> HandleAsync(
        CreditExecutionRequested task,
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
