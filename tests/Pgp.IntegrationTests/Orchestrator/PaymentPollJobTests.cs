using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.NowPayments;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Orchestrator;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator;

/// <summary>The provider's messages got lost: its books still tell what was paid.</summary>
public sealed class PaymentPollJobTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly FakeProvider provider = new();
    private OrderId order;
    private DateTimeOffset began;
    private PaymentPollJob job = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        began = Clock.GetUtcNow();
        order = await Seed.OrderAsync(Db, await Seed.ChannelAsync(Db), Clock.GetUtcNow());
        job = Job("merchant@example.com");
    }

    public override async ValueTask DisposeAsync()
    {
        await job.StopAsync(CancellationToken.None);
        job.Dispose();
        provider.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_whose_messages_were_all_lost_is_found()
    {
        provider.Payments = Listed("5077125051", "finished");
        await job.StartAsync(Ct);
        Assert.Equal(["poll:5077125051:finished"], await ReportsAsync(1));
        Assert.Equal(
            [$"pgp_orchestrator {order} {Seed.TraceParent}"],
            await Db.ListAsync(
                "select concat_ws(' ', source, correlation, traceparent) from outbox"
            )
        );
        Assert.Contains($"invoiceId={order}", provider.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_left_alone_until_its_messages_had_time_to_come()
    {
        provider.Payments = Listed("5077125051", "finished");
        await job.StartAsync(Ct);
        await Eventually.GetAsync(() => CountAsync("payment_polls"), count => count == 1, Ct);
        Assert.Equal(
            TimeSpan.FromMinutes(2),
            await Db.AskAsync<TimeSpan>("select next_at - $1 from payment_polls", Clock.GetUtcNow())
        );
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task What_is_known_already_is_not_reported_again_but_its_next_state_is()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "waiting");
        provider.Payments = Listed("5077125051", "waiting");
        await job.StartAsync(Ct);
        await Eventually.GetAsync(LooksWhileTimePassesAsync, looks => looks == 1, Ct);
        Assert.Equal(0, await CountAsync("outbox"));

        provider.Payments = Listed("5077125051", "finished");
        Assert.Equal(["poll:5077125051:finished"], await ReportsAsync(1));
    }

    [Fact]
    public async Task Without_the_accounts_login_known_payments_are_looked_at_each_time()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "waiting");
        job = Job(email: null);
        await job.StartAsync(Ct);
        Assert.Equal(["poll:5077125051:1", "poll:5077125051:2"], (await ReportsAsync(2)).Take(2));
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task A_second_payment_of_a_paid_order_is_found_too()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "paid");
        provider.Payments = Listed("5077125052", "finished");
        await job.StartAsync(Ct);
        Assert.Equal(["poll:5077125052:finished"], await ReportsAsync(1));
    }

    [Fact]
    public async Task A_paid_order_is_looked_at_for_an_hour_and_then_no_more()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "paid");
        await job.StartAsync(Ct);
        await ClosedAsync();
        // After 2, 3, 5, 9, 17, 33 and 65 minutes.
        Assert.InRange(provider.Asked.Count, 1, 7);
        Assert.True(Clock.GetUtcNow() - began > TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_paid_order_is_not_let_go_while_something_of_it_is_under_way()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "paid");
        provider.Payments = Listed("5077125052", "confirming");
        await job.StartAsync(Ct);
        await Eventually.GetAsync(LooksWhileTimePassesAsync, looks => looks >= 7, Ct);
        Assert.Equal(0, await CountAsync("payment_polls where closed_at is not null"));

        provider.Payments = Listed("5077125052", "finished");
        await ClosedAsync();
    }

    [Fact]
    public async Task An_order_whose_invoice_is_dead_is_looked_at_no_more()
    {
        provider.Payments = "[]";
        await job.StartAsync(Ct);
        await Eventually.GetAsync(LooksWhileTimePassesAsync, looks => looks == 1, Ct);
        Clock.Advance(TimeSpan.FromDays(8));
        await ClosedAsync();
    }

    [Fact]
    public async Task A_part_whose_rest_never_came_is_looked_at_a_last_time()
    {
        await Seed.PaymentAsync(Db, order, "5077125051", "partially_paid");
        await Seed.PaymentAsync(Db, order, "5077125052", "expired");
        provider.Payments = "[]";
        await job.StartAsync(Ct);
        await Eventually.GetAsync(LooksWhileTimePassesAsync, looks => looks == 1, Ct);
        Clock.Advance(TimeSpan.FromDays(8));
        await ClosedAsync();
        Assert.Equal(["poll:5077125051:end"], await ReportsAsync(1));
    }

    [Fact]
    public async Task A_provider_that_is_down_does_not_put_off_the_next_look()
    {
        provider.Payments = null;
        await job.StartAsync(Ct);
        await Eventually.GetAsync(AskedWhileTimePassesAsync, asked => asked >= 4, Ct);
        Assert.Equal(0, await CountAsync("outbox"));
        Assert.InRange(await Db.AskAsync<int>("select looks from payment_polls"), 0, 1);

        provider.Payments = Listed("5077125051", "finished");
        Assert.Equal(["poll:5077125051:finished"], await ReportsAsync(1));
    }

    private static string Listed(string id, string status) =>
        $$"""
            [{"payment_id":{{id}},"payment_status":"{{status}}","price_amount":9.99,
              "price_currency":"usd","pay_amount":0.0041,"pay_currency":"eth"}]
            """;

    private PaymentPollJob Job(string? email)
    {
        var options = new NowPaymentsOptions
        {
            BaseAddress = new Uri("https://provider.example/v1/"),
            ApiKey = "key-of-a-test",
            Email = email,
            Password = email is null ? null : "password-of-a-test",
        };
        var http = new HttpClient(provider, disposeHandler: false);
        NowPaymentsOptions.Configure(http, options);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TP_FLAT_FEE"] = "3",
        };
        return new PaymentPollJob(
            Db.As(ServiceName.Orchestrator, Clock),
            new NowPaymentsClient(http, new NowPaymentsLogin(options, Clock)),
            OrchestratorOptions.Read(new SettingsReader(settings)),
            NullLogger<PaymentPollJob>.Instance
        );
    }

    // The job runs when its timer says so; this moves the hands of the clock until it has.
    private Task<IReadOnlyList<string>> ReportsAsync(int count) =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(Every);
                return Db.ListAsync(
                    "select payload::json ->> 'report' from outbox order by created_at"
                );
            },
            reports => reports.Count >= count,
            Ct
        );

    private Task<int> AskedWhileTimePassesAsync()
    {
        Clock.Advance(Every);
        return Task.FromResult(provider.Asked.Count);
    }

    private Task<int> LooksWhileTimePassesAsync()
    {
        Clock.Advance(Every);
        return Db.AskAsync<int>("select coalesce(max(looks), 0) from payment_polls");
    }

    private Task<long> ClosedAsync() =>
        Eventually.GetAsync(
            () =>
            {
                Clock.Advance(Every);
                return CountAsync("payment_polls where closed_at is not null");
            },
            closed => closed == 1,
            Ct
        );

    private Task<long> CountAsync(string of) => Db.AskAsync<long>($"select count(*) from {of}");

    /// <summary>NOWPayments as far as the poll asks it.</summary>
    private sealed class FakeProvider : HttpMessageHandler
    {
        private readonly Lock gate = new();
        private readonly List<string> asked = [];

        /// <summary>The list to answer with; null: the provider is down.</summary>
        public string? Payments { get; set; } = "[]";

        /// <summary>Every list asked for.</summary>
        public IReadOnlyList<string> Asked
        {
            get
            {
                lock (gate)
                {
                    return [.. asked];
                }
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var path = request.RequestUri!.PathAndQuery;
            if (path.EndsWith("/auth", StringComparison.Ordinal))
            {
                return Answer("""{"token":"a.b.c"}""");
            }

            lock (gate)
            {
                asked.Add(path);
            }

            return Payments is { } list
                ? Answer($$"""{"data":{{list}},"limit":500,"page":0}""")
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway));
        }

        private static Task<HttpResponseMessage> Answer(string json) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(json, Encoding.UTF8, "application/json"),
                }
            );
    }
}
