using Microsoft.Extensions.Logging;
using Pgp.Adapters.ChangeNow;
using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Tasks;

namespace Pgp.Split3;

/// <summary>An order that is wanted.</summary>
/// <param name="PayoutId">What it serves; the exchange is told as our reference.</param>
/// <param name="From">What the host wallet will deposit.</param>
/// <param name="To">The coin that is wanted for it.</param>
/// <param name="Address">Who gets it.</param>
/// <param name="ExtraId">Memo or tag where that network needs one.</param>
internal sealed record WantedOrder(
    PayoutId PayoutId,
    CoinAmount From,
    Coin To,
    string Address,
    string? ExtraId
);

/// <summary>What came of it, as it is passed on.</summary>
internal sealed record OpeningResult(string? OrderId, string? DepositAddress, string? Refusal);

/// <summary>
/// Opens one order for one payout. The exchange has no idempotency key, so the intent is recorded
/// first; an order whose answer got lost is an orphan that nobody will ever fund.
/// </summary>
internal sealed class OrderOpening(
    Database database,
    ChangeNowClient exchange,
    Split3Options options,
    ILogger<OrderOpening> log
)
{
    // Requests whose answer may have got lost; after these a person looks (spec 20, section 15).
    private const int RequestsMax = 3;

    // Floating orders repeat the amount; anything off means another order than asked for.
    private static readonly BasisPoints AmountTolerance = new(0);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    // Short enough to go on soon after an operator has switched on again.
    private static readonly TimeSpan AskAgainWhenOff = TimeSpan.FromSeconds(10);

    /// <param name="order">What is wanted.</param>
    /// <param name="answer">Makes the task that tells whoever asked.</param>
    /// <param name="delivery">The delivery that asks.</param>
    public async Task<TaskOutcome> OpenAsync<TAnswer>(
        WantedOrder order,
        Func<OpeningResult, TAnswer> answer,
        Delivery delivery,
        CancellationToken ct
    )
        where TAnswer : ITask<TAnswer>
    {
        if (await MustWaitAsync(order.PayoutId, ct))
        {
            return new TaskOutcome.Retry(AskAgainWhenOff, KillSwitch.Swaps.WhenOff)
            {
                IsWanted = true,
            };
        }

        var recorded = await RecordIntentAsync(order.PayoutId, ct);
        if (recorded.State != "requested")
        {
            // An earlier delivery got the answer but not as far as passing it on.
            var known = new OpeningResult(
                recorded.ExchangeId,
                recorded.DepositAddress,
                recorded.Refusal
            );
            return await PassOnAsync(answer(known), delivery, ct);
        }

        var outcome =
            recorded.Requests > RequestsMax
                ? new Attempt.Refused("the exchange's answers kept getting lost")
                : await TryAsync(order, ct);
        return outcome switch
        {
            Attempt.Opened opened => await KeepAsync(order, opened, answer, delivery, ct),
            Attempt.Refused refused => await RefuseAsync(order, refused, answer, delivery, ct),
            Attempt.Later later => new TaskOutcome.Retry(later.After, later.Reason),
            _ => throw new InvalidOperationException($"unknown attempt: {outcome}"),
        };
    }

    // What the exchange has answered is passed on even then: nothing is opened by it.
    private async Task<bool> MustWaitAsync(PayoutId payout, CancellationToken ct) =>
        !await SwitchQueries.IsOnAsync(database, KillSwitch.Swaps, ct)
        && !await SwapOrderQueries.IsAnsweredAsync(database, payout, ct);

    private async Task<RecordedOrder> RecordIntentAsync(PayoutId payout, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var recorded = await SwapOrderQueries.RequestAsync(unit, payout, ct);
        await unit.CommitAsync(ct);
        return recorded;
    }

    private async Task<Attempt> TryAsync(WantedOrder order, CancellationToken ct)
    {
        var request = new OrderRequest(
            order.From,
            order.To,
            order.Address,
            order.ExtraId,
            options.HostWallet,
            order.PayoutId.Value
        );
        switch (await exchange.CreateOrderAsync(request, ct))
        {
            case CreateOrderOutcome.Created created:
                return Check(request, created.Order);
            case CreateOrderOutcome.Rejected rejected:
                return new Attempt.Refused($"the exchange refuses: {rejected.Code}");
            case CreateOrderOutcome.Unavailable down:
                await ForgetRequestAsync(order.PayoutId, ct);
                return new Attempt.Later(down.RetryAfter ?? AskAgain, down.Reason);
            case CreateOrderOutcome.UnknownOutcome unknown:
                log.AnswerLost(order.PayoutId, unknown.Reason);
                return new Attempt.Later(AskAgain, unknown.Reason);
            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    private static Attempt Check(OrderRequest request, SwapOrder order)
    {
        var differences = OrderEcho.Check(request, order, AmountTolerance);
        if (differences.Count == 0 && EthAddress.TryParse(order.PayinAddress, out _))
        {
            return new Attempt.Opened(order.Id, order.PayinAddress);
        }

        var fields = string.Join(", ", differences.Select(difference => difference.Field));
        return new Attempt.Refused($"the order is not what was asked: {fields}");
    }

    // Certainly no order came of it, so it does not count: an outage may last for hours.
    private async Task ForgetRequestAsync(PayoutId payout, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        await SwapOrderQueries.ForgetRequestAsync(unit, payout, ct);
        await unit.CommitAsync(ct);
    }

    private async Task<TaskOutcome> KeepAsync<TAnswer>(
        WantedOrder order,
        Attempt.Opened opened,
        Func<OpeningResult, TAnswer> answer,
        Delivery delivery,
        CancellationToken ct
    )
        where TAnswer : ITask<TAnswer>
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var (payout, id, address) = (order.PayoutId, opened.OrderId, opened.DepositAddress);
        if (await SwapOrderQueries.RecordCreatedAsync(unit, payout, id, address, ct))
        {
            await unit.EnqueueAsync(answer(new OpeningResult(id, address, Refusal: null)), ct);
        }

        await unit.CommitAsync(ct);
        log.OrderOpened(payout, id);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> RefuseAsync<TAnswer>(
        WantedOrder order,
        Attempt.Refused refused,
        Func<OpeningResult, TAnswer> answer,
        Delivery delivery,
        CancellationToken ct
    )
        where TAnswer : ITask<TAnswer>
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var (payout, reason) = (order.PayoutId, refused.Reason);
        if (await SwapOrderQueries.RecordRefusedAsync(unit, payout, reason, ct))
        {
            await unit.EnqueueAsync(answer(new OpeningResult(null, null, reason)), ct);
        }

        await unit.CommitAsync(ct);
        log.NoOrder(payout, reason);
        return TaskOutcome.Completed;
    }

    private async Task<TaskOutcome> PassOnAsync<TAnswer>(
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

    /// <summary>One call and what it came to.</summary>
    private abstract record Attempt
    {
        public sealed record Opened(string OrderId, string DepositAddress) : Attempt;

        public sealed record Refused(string Reason) : Attempt;

        public sealed record Later(TimeSpan After, string Reason) : Attempt;
    }
}
