using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Shop;

/// <summary>
/// Changes the order's one message as the payment goes on: seen, then paid. Nothing depends on it;
/// what the buyer must not miss comes as a message of its own.
/// </summary>
internal sealed class OrderProgressedHandler(
    Database database,
    Speaker speaker,
    People people,
    ServerOptions options
) : ITaskHandler<OrderProgressed>
{
    public async Task<TaskOutcome> HandleAsync(
        OrderProgressed task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (
            await OrderQueries.ByIdAsync(database, task.OrderId, ct) is not { } order
            || await OrderQueries.MessageAsync(database, task.OrderId, ct) is not { } message
        )
        {
            return TaskOutcome.Completed;
        }

        var say = (await people.FindAsync(order.User, ct)).Say;
        var reply = new Reply(
            Markup.Paragraphs(
                ShopReplies.NameOf(say, order),
                say.Html(task.Stage == OrderStage.Seen ? "bot.stage.seen" : "bot.stage.paid")
            ),
            new TelegramButton.Link(say.Plain("bot.news.see"), options.PaymentPageOf(order))
        );
        if (
            await speaker.ChangeAsync(TelegramChat.Of(order.User), message, reply, ct)
            is TelegramOutcome.TooFast(var pause)
        )
        {
            return new TaskOutcome.Retry(pause, "telegram wants a pause");
        }

        await using var unit = await database.BeginAsync(ct);
        if (await unit.ClaimAsync(delivery, ct))
        {
            await unit.CommitAsync(ct);
        }

        return TaskOutcome.Completed;
    }
}
