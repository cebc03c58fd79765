using Microsoft.Extensions.Time.Testing;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;

namespace Pgp.UnitTests.Prices;

public sealed class PriceBookTests
{
    private readonly FakeTimeProvider clock = new(
        DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)
    );
    private readonly Feed first = new("first");
    private readonly Feed second = new("second");
    private readonly PriceBook book;

    public PriceBookTests() => book = new PriceBook([first, second], new PriceBookOptions(), clock);

    private Task<KnownPrice> AskAsync() =>
        book.UsdPerCoinAsync(Coin.Eth, TestContext.Current.CancellationToken);

    private KnownPrice.Known Known(string digits, string source) =>
        new(Price(digits), source, clock.GetUtcNow());

    private static UsdPrice Price(string digits) =>
        UsdPrice.TryParse(digits, out var price) ? price : throw new FormatException(digits);

    [Fact]
    public async Task A_price_is_asked_for_once_a_minute()
    {
        first.Says("3000");
        var known = Known("3000", "first");
        Assert.Equal(known, await AskAsync());
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(known, await AskAsync());
        Assert.Equal(1, first.Calls);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Known("3000", "first"), await AskAsync());
        Assert.Equal(2, first.Calls);
    }

    [Fact]
    public async Task Callers_at_one_moment_share_one_question_and_one_may_leave()
    {
        using var impatient = new CancellationTokenSource();
        first.Says("3000");
        first.Hold();
        var left = book.UsdPerCoinAsync(Coin.Eth, impatient.Token);
        var stayed = AskAsync();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        first.Release();
        Assert.Equal(Known("3000", "first"), await stayed);
        Assert.Equal(1, first.Calls);
    }

    [Fact]
    public async Task The_second_source_answers_when_the_first_cannot()
    {
        second.Says("2999");
        Assert.Equal(Known("2999", "second"), await AskAsync());
    }

    [Fact]
    public async Task A_stale_quote_is_not_a_price()
    {
        first.Says("3000", clock.GetUtcNow() - TimeSpan.FromMinutes(11));
        Assert.Equal(new KnownPrice.Unknown("first: stale; second: down"), await AskAsync());
    }

    [Fact]
    public async Task The_last_good_price_bridges_an_outage_until_it_is_old()
    {
        first.Says("3000");
        var good = await AskAsync();
        first.Fails();
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(good, await AskAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new KnownPrice.Unknown("first: down; second: down"), await AskAsync());
    }

    [Fact]
    public async Task A_failed_round_is_not_repeated_at_once()
    {
        await AskAsync();
        clock.Advance(TimeSpan.FromSeconds(14));
        await AskAsync();
        Assert.Equal(1, first.Calls);
        clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync();
        Assert.Equal(2, first.Calls);
    }

    [Fact]
    public async Task A_jump_seen_by_one_source_alone_is_refused()
    {
        first.Says("3000");
        await AskAsync();
        first.Says("30");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new KnownPrice.Unknown("first: jumped; second: down"), await AskAsync());
        second.Says("3010");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Known("3010", "second"), await AskAsync());
    }

    [Fact]
    public async Task A_jump_seen_by_both_sources_is_a_price()
    {
        first.Says("3000");
        await AskAsync();
        first.Says("2000");
        second.Says("2010");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Known("2010", "second"), await AskAsync());
    }

    [Fact]
    public async Task A_dollar_is_a_dollar()
    {
        var dollar = await book.UsdPerCoinAsync(Coin.Usd, TestContext.Current.CancellationToken);
        Assert.Equal(Known("1", "definition"), dollar);
        Assert.Equal(0, first.Calls);
    }

    private sealed class Feed(string name) : IPriceSource
    {
        private PriceAnswer answer = new PriceAnswer.Unavailable("down");
        private TaskCompletionSource held = Released();

        public string Name => name;

        public int Calls { get; private set; }

        public void Says(string digits) => answer = new PriceAnswer.Quoted(Price(digits), null);

        public void Says(string digits, DateTimeOffset at) =>
            answer = new PriceAnswer.Quoted(Price(digits), at);

        public void Fails() => answer = new PriceAnswer.Unavailable("down");

        public void Hold() => held = new TaskCompletionSource();

        public void Release() => held.SetResult();

        public async Task<PriceAnswer> UsdPerCoinAsync(Coin coin, CancellationToken ct)
        {
            Calls++;
            await held.Task;
            return answer;
        }

        private static TaskCompletionSource Released()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }
    }
}
