using System.Numerics;
using Pgp.Channels;
using Pgp.Contracts.Money;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Balances;

/// <summary>Where the money of one channel stands.</summary>
/// <param name="Payable">Collected and converted; null where nothing is collected.</param>
/// <param name="PendingUsd">Collected and to be converted: its worth when it came.</param>
/// <param name="InFlight">On its way by payouts that have not ended.</param>
/// <param name="Returned">Of payouts that came back: owed, and looked at by a person.</param>
/// <param name="ProgressPercent">
/// How much of the threshold is payable; rounded down, 100 at most.
/// </param>
internal sealed record BalanceView(
    string ChannelId,
    string Title,
    string Strategy,
    CoinView? Payable,
    string PendingUsd,
    IReadOnlyList<CoinView> InFlight,
    IReadOnlyList<CoinView> Returned,
    string? ThresholdUsd,
    int? ProgressPercent,
    LastPayoutView? LastPayout
)
{
    public static BalanceView Of(
        BalanceChannel channel,
        Collected collected,
        IEnumerable<UnfinishedSum> unfinished,
        LastPayout? last
    )
    {
        var (on, back) = (new List<CoinView>(), new List<CoinView>());
        foreach (var sum in unfinished)
        {
            (sum.IsBack ? back : on).Add(CoinView.Of(sum.Amount));
        }

        var isCollecting = channel.Threshold is not null || collected.Payable > 0;
        return new BalanceView(
            channel.Id.ToString(),
            channel.Title,
            channel.Strategy,
            isCollecting ? CoinView.Of(new CoinAmount(Coin.Usdt, collected.Payable)) : null,
            collected.Waiting.ToDecimalText(),
            on,
            back,
            channel.Threshold?.ToDecimalText(),
            channel.Threshold is { } threshold ? Percent(collected.Payable, threshold) : null,
            last is null ? null : LastPayoutView.Of(last)
        );
    }

    // A USDT counts as a dollar here, as it does when the payout is decided: both have six digits.
    private static int Percent(BigInteger payable, Amount<Usd> threshold) =>
        (int)BigInteger.Min(100, payable * 100 / threshold.Atomic);
}

/// <summary>The payout that arrived last.</summary>
internal sealed record LastPayoutView(CoinView Amount, string? TxHash, DateTimeOffset At)
{
    public static LastPayoutView Of(LastPayout last) =>
        new(CoinView.Of(last.Amount), last.Hash, last.At);
}

/// <summary>All of an owner's channels.</summary>
internal sealed record BalanceAnswer(IReadOnlyList<BalanceView> Channels);
