using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Host.Chaos.Traffic;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>One coin of the wallet and of the owners, in atomic units.</summary>
/// <param name="Booked">What the ledger says the wallet holds.</param>
/// <param name="Unbooked">
/// What the provider sent for payments that were not settled: theirs is not ours to book.
/// </param>
/// <param name="Held">What the wallet holds on the chain.</param>
/// <param name="PaidOut">What owners were paid, as recorded.</param>
/// <param name="Arrived">What owners hold on the chain.</param>
internal sealed record CoinCheck(
    Coin Coin,
    BigInteger Booked,
    BigInteger Unbooked,
    BigInteger Held,
    BigInteger PaidOut,
    BigInteger Arrived
)
{
    public BigInteger WalletDifference => Booked + Unbooked - Held;

    public BigInteger OwnersDifference => PaidOut - Arrived;

    public override string ToString() =>
        $"the wallet holds {InCoins(Held)} {Coin} and should hold {InCoins(Booked + Unbooked)}; "
        + $"owners hold {InCoins(Arrived)} and were paid {InCoins(PaidOut)}";

    private string InCoins(BigInteger atomic) => DecimalText.FromAtomic(atomic, Coin.Decimals);
}

/// <summary>The chain, which none of our code wrote, beside what the tables say.</summary>
internal sealed class ChainLook(LocalStack stack, Database database) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = stack.Chain };

    public void Dispose() => http.Dispose();

    /// <summary>Transactions of the wallet in blocks, as the chain counts them.</summary>
    public Task<long> SentAsync(CancellationToken ct) =>
        new EthereumRpc(http).TransactionCountAsync(
            EthAddress.Parse(stack.Wallet),
            BlockTag.Latest,
            ct
        );

    public async Task<IReadOnlyList<CoinCheck>> RunAsync(
        Plan plan,
        IReadOnlyList<JsonNode> provider,
        IReadOnlyList<RecordedPayment> recorded,
        CancellationToken ct
    )
    {
        var rpc = new EthereumRpc(http);
        var booked = await BookQueries.BookedAsync(database, ct);
        var paid = await BookQueries.PaidOutAsync(database, ct);
        var checks = new List<CoinCheck>();
        foreach (var asset in ChainAssets.Mainnet.All)
        {
            var arrived = BigInteger.Zero;
            foreach (var stall in plan.Stalls)
            {
                var owner = EthAddress.Parse(stall.Address);
                arrived += (await rpc.BalanceAsync(asset, owner, ct)).Atomic;
            }

            var wallet = EthAddress.Parse(stack.Wallet);
            checks.Add(
                new CoinCheck(
                    asset.Coin,
                    BookedOf(booked, asset.Coin),
                    asset.Coin == Coin.Eth ? Unbooked(provider, recorded) : BigInteger.Zero,
                    (await rpc.BalanceAsync(asset, wallet, ct)).Atomic,
                    paid.GetValueOrDefault(asset.Coin),
                    arrived
                )
            );
        }

        return checks;
    }

    /// <summary>What the provider sent for payments that the ledger does not have.</summary>
    public static BigInteger Unbooked(
        IReadOnlyList<JsonNode> provider,
        IReadOnlyList<RecordedPayment> recorded
    )
    {
        var booked = recorded
            .Where(payment => payment.IsBooked)
            .Select(payment => payment.ProviderId)
            .ToHashSet(StringComparer.Ordinal);
        return provider
            .Where(payment =>
                payment["payout_hash"] is not null
                && !booked.Contains((string)payment["payment_id"]!)
            )
            .Aggregate(BigInteger.Zero, (sum, payment) => sum + OutcomeOf(payment));
    }

    // The provider's numbers may come with an exponent.
    private static BigInteger OutcomeOf(JsonNode payment)
    {
        var text = payment["outcome_amount"]!.ToJsonString();
        var ether = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var plain = ether.ToString(CultureInfo.InvariantCulture);
        return DecimalText.TryToAtomic(plain, Coin.Eth.Decimals, out var atomic)
            ? atomic
            : throw new FormatException($"no amount of ether: {text}");
    }

    private static BigInteger BookedOf(IReadOnlyList<Standing> booked, Coin coin) =>
        booked
            .Where(standing => standing.Account == "wallet:host" && standing.Coin == coin)
            .Aggregate(BigInteger.Zero, (sum, standing) => sum + standing.Atomic);
}
