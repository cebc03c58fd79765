using System.Collections.Concurrent;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Prices;

/// <summary>How long prices are trusted.</summary>
public sealed class PriceBookOptions
{
    /// <summary>
    /// How long a fetched price is used without asking again; feeds refresh once a minute.
    /// </summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Older prices are unknown prices; also how long a good one bridges an outage.
    /// </summary>
    public TimeSpan AgeMax { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A change larger than this needs a second source that agrees; default 20 %.
    /// </summary>
    public BasisPoints JumpMax { get; set; } = new(2_000);

    /// <summary>
    /// Pause after a failed round: failed calls count against the feeds' limits too.
    /// </summary>
    public TimeSpan PauseAfterFailure { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>A price that may be used, or the reason why there is none.</summary>
public abstract record KnownPrice
{
    private KnownPrice() { }

    /// <param name="At">When the price was made, as far as the source says.</param>
    public sealed record Known(UsdPrice Price, string Source, DateTimeOffset At) : KnownPrice;

    /// <summary>Delay the decision; never take it for a price of zero.</summary>
    public sealed record Unknown(string Reason) : KnownPrice;
}

/// <summary>
/// Answers prices from several feeds, in order of trust: cached, asked once for all who wait, and
/// refused when stale or when a jump is seen by one feed alone. Register once.
/// </summary>
public sealed class PriceBook(
    IReadOnlyList<IPriceSource> sources,
    PriceBookOptions options,
    TimeProvider clock
)
{
    private readonly ConcurrentDictionary<Coin, Page> pages = new();

    public Task<KnownPrice> UsdPerCoinAsync(Coin coin, CancellationToken ct)
    {
        if (coin == Coin.Usd)
        {
            _ = UsdPrice.TryParse("1", out var one);
            return Task.FromResult<KnownPrice>(
                new KnownPrice.Known(one, "definition", clock.GetUtcNow())
            );
        }

        var page = pages.GetOrAdd(coin, _ => new Page());
        lock (page.Gate)
        {
            var now = clock.GetUtcNow();
            var isCurrent = now < page.AskAgainAt;
            if (isCurrent && page.Current is KnownPrice.Unknown)
            {
                return Task.FromResult(page.Current);
            }

            if (isCurrent && page.Current is KnownPrice.Known known && IsFresh(known, now))
            {
                return Task.FromResult<KnownPrice>(known);
            }

            page.InFlight ??= RefreshAsync(page, coin);
            return page.InFlight.WaitAsync(ct);
        }
    }

    private async Task<KnownPrice> RefreshAsync(Page page, Coin coin)
    {
        // Leaves the caller's lock before anything else happens.
        await Task.Yield();
        try
        {
            var last = page.LastGood;
            var fetched = await FetchAsync(coin, last);
            var isBridge = ReferenceEquals(fetched, last) || fetched is KnownPrice.Unknown;
            lock (page.Gate)
            {
                page.LastGood = fetched as KnownPrice.Known ?? last;
                page.Current = fetched;
                page.AskAgainAt =
                    clock.GetUtcNow() + (isBridge ? options.PauseAfterFailure : options.CacheFor);
            }

            return fetched;
        }
        finally
        {
            lock (page.Gate)
            {
                page.InFlight = null;
            }
        }
    }

    private async Task<KnownPrice> FetchAsync(Coin coin, KnownPrice.Known? last)
    {
        KnownPrice.Known? jumped = null;
        var reasons = new List<string>();
        foreach (var source in sources)
        {
            // Nobody's token: one impatient caller must not cancel the answer of all the others.
            var answer = await source.UsdPerCoinAsync(coin, CancellationToken.None);
            if (answer is not PriceAnswer.Quoted quoted)
            {
                var reason = answer is PriceAnswer.Unavailable down ? down.Reason : "not listed";
                reasons.Add($"{source.Name}: {reason}");
                continue;
            }

            var now = clock.GetUtcNow();
            var known = new KnownPrice.Known(quoted.Price, source.Name, Earlier(quoted.At, now));
            if (!IsFresh(known, now))
            {
                reasons.Add($"{source.Name}: stale");
            }
            else if (!IsJump(known, last, now) || IsConfirmed(known, jumped))
            {
                return known;
            }
            else
            {
                jumped = known;
                reasons.Add($"{source.Name}: jumped");
            }
        }

        // An outage may be bridged with the last good price, but not a jump: it contradicts it.
        return jumped is null && last is not null && IsFresh(last, clock.GetUtcNow())
            ? last
            : new KnownPrice.Unknown(string.Join("; ", reasons));
    }

    private bool IsFresh(KnownPrice.Known known, DateTimeOffset now) =>
        now - known.At <= options.AgeMax;

    private bool IsJump(KnownPrice.Known known, KnownPrice.Known? last, DateTimeOffset now) =>
        last is not null
        && IsFresh(last, now)
        && !known.Price.IsWithin(options.JumpMax, last.Price);

    private bool IsConfirmed(KnownPrice.Known known, KnownPrice.Known? jumped) =>
        jumped is not null && known.Price.IsWithin(options.JumpMax, jumped.Price);

    private static DateTimeOffset Earlier(DateTimeOffset? stated, DateTimeOffset now) =>
        stated is { } at && at < now ? at : now;

    /// <summary>What is known of one coin. Only the refresh in flight writes the prices.</summary>
    private sealed class Page
    {
        public Lock Gate { get; } = new();

        public KnownPrice.Known? LastGood { get; set; }

        public KnownPrice? Current { get; set; }

        public DateTimeOffset AskAgainAt { get; set; }

        public Task<KnownPrice>? InFlight { get; set; }
    }
}
