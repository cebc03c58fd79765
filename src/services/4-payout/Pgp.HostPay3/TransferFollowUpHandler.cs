using Microsoft.Extensions.Logging;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Tasks;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Tasks;
using Pgp.HostPay3.Steps;

namespace Pgp.HostPay3;

/// <summary>
/// Takes a transfer as far as it can go now: reserve, sign, send, watch. Each step commits on its
/// own and starts from the recorded state, so that a process may die between any two of them.
/// </summary>
internal sealed class TransferFollowUpHandler(
    Database database,
    ReserveStep reserve,
    SignStep sign,
    BroadcastStep broadcast,
    WatchStep watch,
    HostPay3Options options,
    ILogger<TransferFollowUpHandler> log
) : ITaskHandler<TransferFollowUp>
{
    public async Task<TaskOutcome> HandleAsync(
        TransferFollowUp task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        while (true)
        {
            var transfer =
                await TransferQueries.FindAsync(database, task.PayoutId, ct)
                ?? throw new InvalidOperationException($"{task.PayoutId} was never accepted");
            switch (await TryStepAsync(transfer, ct))
            {
                case StepResult.Next:
                    continue;
                case StepResult.Wait wait:
                    await LookAgainAsync(transfer, wait, delivery, ct);
                    return TaskOutcome.Completed;
                case StepResult.Ended ended:
                    if (!await Endings.RecordAsync(database, transfer, ended.Ending, delivery, ct))
                    {
                        continue;
                    }

                    log.Ended(transfer.PayoutId, ended.Ending.GetType().Name);
                    return TaskOutcome.Completed;
                case null:
                    return TaskOutcome.Completed;
                case var other:
                    throw new InvalidOperationException($"unknown result: {other}");
            }
        }
    }

    private async Task<StepResult?> TryStepAsync(Transfer transfer, CancellationToken ct)
    {
        try
        {
            return await StepAsync(transfer, ct);
        }
        catch (EthereumRpcException failure)
        {
            // A node that does not answer says nothing about the transfer.
            var error = TransferError.NodeUnavailable;
            return new StepResult.Wait(options.WatchEvery, error, failure.Message);
        }
        catch (SigningException failure)
        {
            var error = TransferError.SignerUnavailable;
            return new StepResult.Wait(options.WatchEvery, error, failure.Message);
        }
    }

    private async Task<StepResult?> StepAsync(Transfer transfer, CancellationToken ct) =>
        transfer.State switch
        {
            TransferStates.Requested => await StopAsync(ct) ?? await reserve.RunAsync(transfer, ct),
            TransferStates.Reserved => await StopAsync(ct) ?? await sign.RunAsync(transfer, ct),
            TransferStates.Signed => await broadcast.RunAsync(transfer, ct),
            TransferStates.Broadcast or TransferStates.Review => await watch.RunAsync(transfer, ct),
            TransferStates.Confirmed => null,
            TransferStates.Reverted => null,
            TransferStates.Rejected => null,
            _ => throw new InvalidOperationException($"unknown state: {transfer.State}"),
        };

    // Asked before each of the two steps without which nothing can leave. What is signed may be out
    // already and is led to its end.
    private async Task<StepResult?> StopAsync(CancellationToken ct) =>
        await SwitchQueries.IsOnAsync(database, KillSwitch.Payouts, ct)
            ? null
            : new StepResult.Wait(
                options.WatchEvery,
                TransferError.SwitchedOff,
                KillSwitch.Payouts.WhenOff
            );

    private async Task LookAgainAsync(
        Transfer transfer,
        StepResult.Wait wait,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return;
        }

        var id = transfer.PayoutId;
        var looks = await TransferQueries.LookedAsync(unit, id, wait.Error, wait.Reason, ct);
        await unit.EnqueueAsync(new TransferFollowUp(id, looks), unit.Now + wait.Delay, ct);
        await unit.CommitAsync(ct);
        if (wait.Error is { } error)
        {
            log.Waits(id, error, wait.Reason);
        }
    }
}
