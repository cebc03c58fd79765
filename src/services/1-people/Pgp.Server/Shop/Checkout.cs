using Microsoft.Extensions.Logging;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Contracts.Policies;
using Pgp.Server.Donating;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Shop;

/// <summary>
/// From an accepted offer to a payment page: the order is stored, then the provider makes an
/// invoice, then the buyer gets its address. A repeated update goes on behind the last step that
/// was stored.
/// </summary>
internal sealed class Checkout(
    Database database,
    OrderDesk desk,
    NowPaymentsClient provider,
    Speaker speaker,
    ServerOptions options,
    ILogger<Checkout> log
)
{
    public async Task<UpdateAnswer> BuyAsync(
        long updateId,
        Person buyer,
        Offer offer,
        CancellationToken ct
    )
    {
        switch (await desk.PlaceAsync(updateId, buyer, offer, ct))
        {
            case Placement.Placed(var order):
                return await LeadToPaymentAsync(updateId, buyer, order, ct);
            case Placement.Refused(var because):
                return await speaker.AnswerAsync(buyer, because, ct);
            case Placement.Over:
                return UpdateAnswer.Taken;
            case var other:
                throw new InvalidOperationException($"unknown placement: {other}");
        }
    }

    /// <summary>
    /// Sends the payment page, asking the provider for one if the order has none.
    /// </summary>
    public async Task<UpdateAnswer> LeadToPaymentAsync(
        Person buyer,
        Order order,
        CancellationToken ct
    )
    {
        if (order.InvoiceUrl is { } known)
        {
            return await ShowPageAsync(buyer, order, known, ct);
        }

        if (!await SwitchQueries.IsOnAsync(database, KillSwitch.NewInvoices, ct))
        {
            log.InvoiceNotWanted(order.Id);
            return await speaker.SayAsync(
                order.User,
                ShopReplies.OrderPaused(buyer.Say, order),
                ct
            );
        }

        switch (await provider.CreateInvoiceAsync(InvoiceOf(order), ct))
        {
            case InvoiceOutcome.Created created:
                var page = await KeepInvoiceAsync(order, created, ct);
                return await ShowPageAsync(buyer, order, page, ct);

            case InvoiceOutcome.Unavailable down:
                log.ProviderDown(order.Id, down.Reason);
                return await speaker.SayAsync(
                    order.User,
                    ShopReplies.ProviderDown(buyer.Say, order),
                    ct
                );

            case InvoiceOutcome.Rejected rejected:
                log.InvoiceRejected(order.Id, rejected.Code);
                return await speaker.SayAsync(
                    order.User,
                    ShopReplies.PaymentNotPossible(buyer.Say),
                    ct
                );

            case var other:
                throw new InvalidOperationException($"unknown outcome: {other}");
        }
    }

    private async Task<UpdateAnswer> LeadToPaymentAsync(
        long updateId,
        Person buyer,
        Order order,
        CancellationToken ct
    )
    {
        var answer = await LeadToPaymentAsync(buyer, order, ct);
        if (answer == UpdateAnswer.Taken)
        {
            await UpdateQueries.MarkHandledAsync(database, updateId, ct);
        }

        return answer;
    }

    // The newest of an order's messages is the one that will say how it goes on.
    private async Task<UpdateAnswer> ShowPageAsync(
        Person buyer,
        Order order,
        Uri page,
        CancellationToken ct
    )
    {
        var (answer, message) = await speaker.PostAsync(buyer.Id, PayReply(buyer, order, page), ct);
        if (message is { } id)
        {
            await OrderQueries.KeepMessageAsync(database, order.Id, id, ct);
        }

        return answer;
    }

    private static Reply PayReply(Person buyer, Order order, Uri page) =>
        order.Kind == OrderKinds.Donation
            ? ShopReplies.Pay(buyer.Say, order, page, DonationReplies.Extras(buyer.Say, order))
            : ShopReplies.Pay(buyer.Say, order, page);

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
