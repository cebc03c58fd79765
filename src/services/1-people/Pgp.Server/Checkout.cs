using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server;

/// <summary>
/// From an accepted offer to a payment page: the order is stored, then the provider makes an
/// invoice, then the buyer gets its address. A repeated update goes on behind the last step that
/// was stored.
/// </summary>
internal sealed class Checkout(
    Database database,
    NowPaymentsClient provider,
    Speaker speaker,
    ServerOptions options,
    ILogger<Checkout> log
)
{
    // The buyer has long pressed again; an update that always fails must not block his chat.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);
    private const int StatusTokenBytes = 32;

    public async Task<UpdateAnswer> BuyAsync(
        long updateId,
        TelegramUserId user,
        Offer offer,
        CancellationToken ct
    )
    {
        if (await PlaceAsync(updateId, user, offer, ct) is not { } order)
        {
            return UpdateAnswer.Taken;
        }

        var answer = await LeadToPaymentAsync(order, ct);
        if (answer == UpdateAnswer.Taken)
        {
            await UpdateQueries.MarkHandledAsync(database, updateId, ct);
        }

        return answer;
    }

    /// <summary>
    /// Sends the payment page, asking the provider for one if the order has none.
    /// </summary>
    public async Task<UpdateAnswer> LeadToPaymentAsync(Order order, CancellationToken ct)
    {
        if (order.InvoiceUrl is { } known)
        {
            return await speaker.SayAsync(order.User, Replies.Pay(order, known), ct);
        }

        switch (await provider.CreateInvoiceAsync(InvoiceOf(order), ct))
        {
            case InvoiceOutcome.Created created:
                var page = await KeepInvoiceAsync(order, created, ct);
                return await speaker.SayAsync(order.User, Replies.Pay(order, page), ct);

            case InvoiceOutcome.Unavailable down:
                log.ProviderDown(order.Id, down.Reason);
                return await speaker.SayAsync(order.User, Replies.ProviderDown(order), ct);

            case InvoiceOutcome.Rejected rejected:
                log.InvoiceRejected(order.Id, rejected.Code);
                return await speaker.SayAsync(order.User, Replies.PaymentNotPossible, ct);

            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    /// <returns><see langword="null"/> when there is nothing left to do for this update.</returns>
    private async Task<Order?> PlaceAsync(
        long updateId,
        TelegramUserId user,
        Offer offer,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await UpdateQueries.ClaimAsync(unit, updateId, ct))
        {
            return await ResumeAsync(unit, updateId, ct);
        }

        var order = new Order(
            OrderId.New(unit.Clock),
            user,
            offer.Channel.Title,
            offer.Price,
            offer.Tier?.Days,
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StatusTokenBytes)),
            InvoiceUrl: null,
            unit.Now
        );
        await OrderQueries.InsertAsync(unit, updateId, order, offer, Activity.Current?.Id, ct);
        await unit.CommitAsync(ct);
        log.OrderPlaced(order.Id, offer.Channel.Id, order.Price);
        return order;
    }

    private async Task<Order?> ResumeAsync(Unit unit, long updateId, CancellationToken ct)
    {
        var seen = await UpdateQueries.FindAsync(unit, updateId, ct);
        if (seen is null or { IsHandled: true })
        {
            return null;
        }

        if (unit.Now - seen.ReceivedAt > GiveUpAfter)
        {
            log.UpdateGivenUp(updateId);
            return null;
        }

        return await OrderQueries.ByUpdateAsync(unit, updateId, ct);
    }

    private async Task<Uri> KeepInvoiceAsync(
        Order order,
        InvoiceOutcome.Created created,
        CancellationToken ct
    )
    {
        var (id, url) = (created.InvoiceId, created.Url);
        if (await OrderQueries.KeepInvoiceAsync(database, order.Id, id, url, ct))
        {
            log.InvoiceMade(order.Id, id);
            return url;
        }

        var stored = await OrderQueries.ByIdAsync(database, order.Id, ct);
        return stored?.InvoiceUrl ?? url;
    }

    private InvoiceRequest InvoiceOf(Order order)
    {
        var page = options.PaymentPageOf(order);
        return new InvoiceRequest(
            order.Price,
            order.Id.ToString(),
            order.Days is { } days ? $"{order.Title}, {days} days" : $"Donation to {order.Title}",
            options.IpnCallback,
            Success: page,
            Cancel: page,
            PartiallyPaid: page
        );
    }
}
