using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Pgp.Adapters.NowPayments;
using Pgp.Adapters.Prices;
using Pgp.Adapters.Telegram;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Contracts.Money;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.NpIpn.Status;
using Pgp.Orchestrator;
using Pgp.Server.Shop;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>
/// An order of 9.99 usd, asked as 0.0041 eth, of which 0.0036 eth reach the wallet at 2800 usd each.
/// The real handler works on a real database; provider and price feeds say what the row wants.
/// </summary>
internal sealed class OutcomeStage(TestDatabase db, FakeTimeProvider clock, OrderId order)
    : IDisposable
{
    public const string First = "5077125051";
    public const string Second = "5077125052";

    private static readonly Uri StatusPage = new("https://pay.example/status");

    private readonly ScriptedProvider provider = new();
    private readonly RecordingLog<PaymentReportedHandler> log = new();
    private readonly List<string> waits = [];
    private readonly ScriptedFeed first = new("coingecko") { Price = "2800" };
    private readonly ScriptedFeed second = new("coinbase") { Price = "2800" };
    private PaymentReportedHandler? handler;

    public FakeTimeProvider Clock => clock;

    /// <summary>The payment that the row is about.</summary>
    public string Subject { get; set; } = First;

    /// <summary><c>TP_FLAT_FEE</c>, percent.</summary>
    public string Fee { get; set; } = "3";

    public bool IsProviderDown
    {
        set => provider.IsDown = value;
    }

    /// <summary>Dollars per ether, feed by feed; null for a feed that is down.</summary>
    public void Feeds(string? coinGecko, string? coinbase)
    {
        // Longer than a fetched price is used without asking again.
        clock.Advance(TimeSpan.FromMinutes(2));
        (first.Price, second.Price) = (coinGecko, coinbase);
    }

    /// <summary>The provider's books say this now, and a message makes us look.</summary>
    public Task SaysAsync(string status, params (string Member, string Json)[] but) =>
        SaysOfAsync(First, status, but);

    public async Task SaysOfAsync(
        string payment,
        string status,
        params (string Member, string Json)[] but
    )
    {
        provider.Books[payment] = BooksOf(payment, status, but);
        await LookAsync(payment);
    }

    /// <summary>A message makes us look at books that have not changed.</summary>
    public async Task LookAsync(string payment)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var id = new MessageId(Guid.CreateVersion7(clock.GetUtcNow()));
        var name = PaymentReported.Definition.Name;
        var delivery = new Delivery(id, "orchestrator", name, 1, order.ToString(), null);
        handler ??= Handler();
        var outcome = await handler.HandleAsync(
            new PaymentReported(payment, id.ToString()!),
            delivery,
            TestContext.Current.CancellationToken
        );
        if (outcome is TaskOutcome.Retry retry)
        {
            waits.Add($"again: {retry.Reason}");
        }
        else if (outcome is TaskOutcome.Reject reject)
        {
            waits.Add($"dead letter: {reject.Reason}");
        }
    }

    /// <summary>What is true of the subject now.</summary>
    public async Task<Ending> EndingAsync()
    {
        var state = await db.ListAsync(
            "select state || ' ' || coalesce(reason, '') from payments where provider_payment_id = $1",
            Subject
        );
        var cells = (state.SingleOrDefault() ?? "none ").Split(' ');
        return new Ending
        {
            State = cells[0],
            Reason = cells[1],
            Access = (await TasksAsync(InviteRequested.Definition)).Count switch
            {
                0 => "no",
                1 => "yes",
                var many => $"{many} times",
            },
            Books = await BooksAsync(),
            Buyer = await HeardAsync(),
            Page = await PageAsync(),
            Operators = Joined([.. log.Loud, .. waits.Distinct()]),
        };
    }

    /// <summary>Payloads of the subject's tasks of one kind, in order.</summary>
    public Task<IReadOnlyList<string>> TasksAsync(TaskDefinition kind) =>
        db.ListAsync(
            """
            select payload
              from outbox
              join payments on payload like '%' || replace(payment_id::text, '-', '') || '%'
             where name = $1
               and provider_payment_id = $2
             order by outbox.created_at, task_id
            """,
            kind.Name,
            Subject
        );

    public void Dispose() => provider.Dispose();

    private PaymentReportedHandler Handler()
    {
        var http = new HttpClient(provider, disposeHandler: false);
        var options = new NowPaymentsOptions
        {
            BaseAddress = new Uri("https://provider.example/v1/"),
            ApiKey = "key-of-a-test",
        };
        NowPaymentsOptions.Configure(http, options);
        return new PaymentReportedHandler(
            db.As(ServiceName.Orchestrator, clock),
            new NowPaymentsClient(http, new NowPaymentsLogin(options, clock)),
            new PriceBook([first, second], new PriceBookOptions(), clock),
            OrchestratorOptions.Read(
                new SettingsReader(
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["TP_FLAT_FEE"] = Fee }
                )
            ),
            log
        );
    }

    private string BooksOf(string payment, string status, (string Member, string Json)[] but)
    {
        var books = new JsonObject
        {
            ["payment_id"] = JsonNode.Parse(payment),
            ["payment_status"] = status,
            ["order_id"] = order.ToString(),
            ["price_amount"] = JsonNode.Parse("9.99"),
            ["price_currency"] = "usd",
            ["pay_amount"] = JsonNode.Parse("0.0041"),
            ["actually_paid"] = JsonNode.Parse(status == "finished" ? "0.0041" : "0"),
            ["pay_currency"] = "eth",
            ["outcome_amount"] = JsonNode.Parse("0.0036"),
            ["outcome_currency"] = "eth",
        };
        foreach (var (member, json) in but)
        {
            books[member] = JsonNode.Parse(json);
        }

        return books.ToJsonString();
    }

    private async Task<string> BooksAsync()
    {
        var lines = await db.ListAsync(
            """
            select case when account like 'owner:%' then 'owner' else 'fee' end
                   || ' ' || -sum(amount) || ' ' || coin
              from ledger_postings
              join ledger_entries using (entry_id)
              join payments using (payment_id)
             where provider_payment_id = $1
               and account not like 'wallet:%'
             group by account, coin
             order by account
            """,
            Subject
        );
        return lines.Count == 0
            ? Ending.Nothing
            : string.Join(
                ", ",
                lines
                    .Select(line => line.Split(' ', 2))
                    .Select(cells => $"{cells[0]} {CoinAmount.ParseWire(cells[1])}")
            );
    }

    private static Speech Say { get; } = Speech.In(Language.English);

    private async Task<string> HeardAsync() =>
        Joined([
            .. (await TasksAsync(BuyerEventPublished.Definition)).Select(payload =>
            {
                var news = JsonSerializer.Deserialize(payload, BuyerEventPublished.Json)!;
                var reply = PaymentNews.Of(Say, news, Placed(news), StatusPage);
                var missing = news.Missing is { } rest ? $" {rest} missing." : "";
                return $"{Say.Html(PaymentNews.Heading(news.Event))}{missing} [{TextOf(reply.Buttons[0])}]";
            }),
        ]);

    private static PlacedOrder Placed(BuyerEventPublished news) =>
        new(
            new Order(
                news.OrderId,
                new Contracts.Ids.TelegramUserId(123456789),
                "News",
                Amount<Usd>.Parse("9.99"),
                Days: 30,
                "token",
                new Uri("https://invoice.example/1"),
                DateTimeOffset.UnixEpoch,
                OrderKinds.Subscription
            ),
            new ButtonData.Tier("link00000001", 1)
        );

    private static string TextOf(TelegramButton button) =>
        button switch
        {
            TelegramButton.Link link => link.Text,
            TelegramButton.Callback callback => callback.Text,
            _ => throw new InvalidOperationException($"unknown button: {button}"),
        };

    private async Task<string> PageAsync()
    {
        var view = await PaymentStatusQueries.FindAsync(
            db.As(ServiceName.NpIpn, clock),
            order.ToString(),
            TestContext.Current.CancellationToken
        );
        return PaymentStatusApi.Describe(view!).Status;
    }

    private static string Joined(IReadOnlyList<string> parts) =>
        parts.Count == 0 ? Ending.Nothing : string.Join("; ", parts);
}
