using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Split3;

/// <summary>
/// Opens the order of a conversion: what it brings comes back to the host wallet.
/// </summary>
internal sealed class ConversionOrderRequestedHandler(OrderOpening opening, Split3Options options)
    : ITaskHandler<ConversionOrderRequested>
{
    public Task<TaskOutcome> HandleAsync(
        ConversionOrderRequested task,
        Delivery delivery,
        CancellationToken ct
    ) =>
        opening.OpenAsync(
            new WantedOrder(
                PayoutId.Conversion(task.ConversionId),
                task.From,
                task.To,
                options.HostWallet,
                ExtraId: null
            ),
            result => new ConversionOrderAnswered(
                task.ConversionId,
                result.OrderId,
                result.DepositAddress,
                result.Refusal
            ),
            delivery,
            ct
        );
}
