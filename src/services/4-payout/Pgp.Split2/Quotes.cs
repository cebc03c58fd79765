using Pgp.Adapters.ChangeNow;
using Pgp.Contracts.Money;

namespace Pgp.Split2;

/// <summary>What the exchange's answer means for whoever asked.</summary>
internal abstract record Quote
{
    private Quote() { }

    /// <summary>So much would arrive.</summary>
    public sealed record Offered(CoinAmount Net) : Quote;

    /// <summary>The exchange will not change this amount.</summary>
    public sealed record Refused(string Reason) : Quote;

    /// <summary>Ask again.</summary>
    public sealed record Later(TimeSpan After, string Reason) : Quote;
}

/// <summary>Asks the exchange for a price, once.</summary>
internal sealed class Quotes(ChangeNowClient exchange)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    // The exchange calls a pair switched off for amounts far too small, and for short pauses.
    private const int AttemptsOnInactivePair = 20;

    public async Task<Quote> AskAsync(CoinAmount from, Coin to, int attempt, CancellationToken ct)
    {
        switch (await exchange.EstimateAsync(from, to, ct))
        {
            case EstimateOutcome.Offered offered:
                return new Quote.Offered(offered.Net);
            case EstimateOutcome.TooSmall small:
                var least = small.Min is { } min ? $", at least {min}" : "";
                return new Quote.Refused($"under the exchange's minimum{least}");
            case EstimateOutcome.PairInactive when attempt >= AttemptsOnInactivePair:
                return new Quote.Refused("the exchange has switched this pair off");
            case EstimateOutcome.PairInactive:
                return new Quote.Later(AskAgain, "pair inactive");
            case EstimateOutcome.Rejected rejected:
                return new Quote.Refused($"the exchange refuses: {rejected.Code}");
            case EstimateOutcome.Unavailable down:
                return new Quote.Later(down.RetryAfter ?? AskAgain, down.Reason);
            case var other:
                throw new InvalidOperationException($"unknown estimate: {other}");
        }
    }
}
