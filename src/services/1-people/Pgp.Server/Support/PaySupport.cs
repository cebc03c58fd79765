using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Support;

/// <summary>
/// "I paid and have no access": where each of the person's orders is, and the way to a human.
/// Telegram asks every bot that takes payments for it (spec 70, 3.7).
/// </summary>
internal sealed class PaySupport(Database database, Speaker speaker, ServerOptions options) : ITopic
{
    private const int LengthMax = 200;

    public string Name => "paysupport";

    /// <summary><c>/paysupport</c></summary>
    public async Task<UpdateAnswer> ShowAsync(Person person, CancellationToken ct)
    {
        var orders = await SupportQueries.LatestAsync(database, person.Id, ct);
        await ConversationQueries.BeginAsync(database, person.Id, new Conversation(Name, ""), ct);
        var say = person.Say;
        var contact = options.SupportContact is { } who
            ? say.Html("bot.support.contact", ("contact", who))
            : default;
        return await speaker.AnswerAsync(
            person,
            new Reply(
                Markup.Paragraphs(
                    say.Html(orders.Count == 0 ? "bot.support.no_orders" : "bot.support.orders"),
                    Markup.Paragraphs([.. orders.Select(order => LineOf(say, order))]),
                    say.Html("bot.support.ask"),
                    contact
                ),
                [.. orders.Where(IsOpen).Take(1).Select(order => PageOf(say, order))]
            ),
            ct
        );
    }

    public async Task<UpdateAnswer> HearAsync(
        long updateId,
        Person person,
        string subject,
        string text,
        CancellationToken ct
    )
    {
        var words = text.Trim();
        var id = IdIn(words);
        var found =
            words.Length <= LengthMax
                ? await SupportQueries.SearchAsync(database, person.Id, id, words, ct)
                : null;
        if (found is null)
        {
            return await speaker.AnswerAsync(
                person,
                new Reply(person.Say.Html("bot.support.not_found")),
                ct
            );
        }

        await ConversationQueries.EndAsync(database, person.Id, ct);
        return await speaker.AnswerAsync(
            person,
            new Reply(LineOf(person.Say, found), PageOf(person.Say, found)),
            ct
        );
    }

    private static bool IsOpen(OrderStanding order) => order.PaymentState is not "paid";

    private static Markup LineOf(Speech say, OrderStanding order) =>
        new(
            $"""
            <b>{Markup.Of(order.Title)}</b>, {say.Dollars(order.Price)} USD
            {Speech.Moment(order.CreatedAt)}: {say.Html(StateOf(order))}
            <code>{order.Order}</code>
            """
        );

    private static string StateOf(OrderStanding order) =>
        (order.PaymentState, order.InviteState) switch
        {
            (null, _) => "bot.support.unpaid",
            ("waiting", _) => "bot.support.waiting",
            ("confirming", _) => "bot.support.confirming",
            ("partially_paid", _) => "bot.support.partial",
            ("paid", "failed") => "bot.support.invite_failed",
            ("paid", _) => "bot.support.paid",
            ("refunded", _) => "bot.support.refunded",
            ("quarantined", _) => "bot.support.held",
            _ => "bot.support.ended",
        };

    private TelegramButton.Link PageOf(Speech say, OrderStanding order) =>
        new(say.Plain("bot.news.see"), options.PaymentPageOf(order.StatusToken));

    private static Guid? IdIn(string words) =>
        OrderId.TryParse(words, out var order) ? order.Value
        : PaymentId.TryParse(words, out var payment) ? payment.Value
        : null;
}
