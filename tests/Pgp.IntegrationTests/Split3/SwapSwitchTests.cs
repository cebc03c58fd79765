using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Adapters.ChangeNow;
using Pgp.Common.Database;
using Pgp.Common.Policies;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;
using Pgp.Contracts.Policies;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Split3;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Split3;

/// <summary>While swaps are off, the exchange hears nothing and the order is not lost.</summary>
public sealed class SwapSwitchTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string Wallet = "0x1111111111111111111111111111111111111111";

    private static readonly SwapRequested Wanted = new(
        PayoutId.Parse("instant:pay_0199c5b8f0007abc8def0123456789ab"),
        CoinAmount.Parse(Coin.Eth, "0.5"),
        Coin.Usdt,
        Wallet,
        ExtraId: null
    );

    private readonly Exchange exchange = new();

    private Database Database => Db.As(ServiceName.Split3, Clock);

    public override async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task No_order_is_asked_for_and_no_attempt_is_counted()
    {
        await SetAsync(isOn: false);

        Assert.Equal(
            new TaskOutcome.Retry(TimeSpan.FromSeconds(10), "swaps are switched off")
            {
                IsWanted = true,
            },
            await HandleAsync()
        );
        Assert.Equal(0, exchange.Calls);
        Assert.Equal(0, await Db.AskAsync<long>("select count(*) from swap_orders"));

        await SetAsync(isOn: true);
        Assert.False(Assert.IsType<TaskOutcome.Retry>(await HandleAsync()).IsWanted);
        Assert.Equal(1, exchange.Calls);
    }

    [Fact]
    public async Task An_order_that_is_open_already_is_passed_on_all_the_same()
    {
        await Db.RunAsync(
            """
            insert into swap_orders (
                payout_id, state, requests, exchange_id, deposit_address, created_at, updated_at)
            values ($1, 'created', 1, 'abc123', $2, now(), now())
            """,
            Wanted.PayoutId.Value,
            Wallet
        );
        await SetAsync(isOn: false);

        Assert.IsType<TaskOutcome.Done>(await HandleAsync());
        Assert.Equal(0, exchange.Calls);
        Assert.Equal([SwapAnswered.Definition.Name], await Db.ListAsync("select name from outbox"));
    }

    private async Task<TaskOutcome> HandleAsync()
    {
        using var http = new HttpClient(exchange, disposeHandler: false);
        http.BaseAddress = new Uri("http://exchange.example/v2/");
        var opening = new OrderOpening(
            Database,
            new ChangeNowClient(http),
            new Split3Options(Wallet),
            NullLogger<OrderOpening>.Instance
        );
        var delivery = new Delivery(
            MessageId.New(TimeProvider.System),
            "split3",
            SwapRequested.Definition.Name,
            Attempt: 1,
            "ord_1",
            TraceParent: null
        );
        return await new SwapRequestedHandler(opening).HandleAsync(Wanted, delivery, Ct);
    }

    private Task<bool> SetAsync(bool isOn) =>
        SwitchChangeQueries.SetAsync(
            Db.As(ServiceName.Oversight, Clock),
            KillSwitch.Swaps,
            isOn,
            "anna",
            "a test",
            Ct
        );

    /// <summary>Wants a pause, whatever it is asked.</summary>
    private sealed class Exchange : HttpMessageHandler
    {
        private int calls;

        public int Calls => calls;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests));
        }
    }
}
