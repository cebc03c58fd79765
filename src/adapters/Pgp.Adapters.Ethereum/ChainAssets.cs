using System.Diagnostics.CodeAnalysis;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum;

/// <summary>How one coin lives on the chain.</summary>
/// <param name="Coin">The asset; its decimals are those of the contract.</param>
/// <param name="Contract">The token's contract; none for the chain's own coin.</param>
/// <param name="GasLimit">Gas units allowed to one transfer.</param>
public sealed record ChainAsset(Coin Coin, EthAddress? Contract, long GasLimit)
{
    /// <summary>
    /// What to put into a transaction so that <paramref name="amount"/> gets there.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The amount is of another coin or not positive.
    /// </exception>
    public TransferCall Transfer(EthAddress to, CoinAmount amount)
    {
        if (amount.Coin != Coin || amount.Atomic.Sign <= 0)
        {
            throw new ArgumentException($"not a positive amount of {Coin}", nameof(amount));
        }

        return Contract is { } contract
            ? new(contract, Amount<Eth>.Zero, Erc20.Transfer(to, amount.Atomic), GasLimit)
            : new(to, amount.As<Eth>(), ReadOnlyMemory<byte>.Empty, GasLimit);
    }
}

/// <summary>The part of a transaction that says what happens, without nonce and fees.</summary>
/// <param name="To">The receiver of ether, or the token's contract.</param>
/// <param name="Value">Ether that moves.</param>
/// <param name="Data">Call data.</param>
/// <param name="GasLimit">Gas units it may burn at most.</param>
public sealed record TransferCall(
    EthAddress To,
    Amount<Eth> Value,
    ReadOnlyMemory<byte> Data,
    long GasLimit
);

/// <summary>
/// The coins of the host wallet and where their contracts are. There is no default: a coin that is
/// not listed cannot be sent.
/// </summary>
public sealed class ChainAssets
{
    private const long GasLimitOfEther = 21_000;
    private const long GasLimitOfTokens = 100_000;

    private readonly Dictionary<Coin, ChainAsset> byCoin;

    private ChainAssets(IEnumerable<ChainAsset> assets) =>
        byCoin = assets.ToDictionary(asset => asset.Coin);

    /// <summary>The contracts of Ethereum mainnet (spec 20, 11.1).</summary>
    public static ChainAssets Mainnet { get; } =
        new([
            new ChainAsset(Coin.Eth, Contract: null, GasLimitOfEther),
            Token(Coin.Usdt, "0xdAC17F958D2ee523a2206206994597C13D831ec7"),
            Token(Coin.Usdc, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"),
            Token(Coin.Dai, "0x6B175474E89094C44Da98b954EedeAC495271d0F"),
        ]);

    public IReadOnlyCollection<ChainAsset> All => byCoin.Values;

    /// <exception cref="KeyNotFoundException">The coin is not one of ours.</exception>
    public ChainAsset this[Coin coin] =>
        TryGet(coin, out var asset)
            ? asset
            : throw new KeyNotFoundException($"{coin} is no coin of the host wallet");

    public bool TryGet(Coin coin, [NotNullWhen(true)] out ChainAsset? asset) =>
        byCoin.TryGetValue(coin, out asset);

    /// <summary>The same list with one coin described otherwise, for another chain.</summary>
    public ChainAssets With(ChainAsset asset) =>
        new(byCoin.Values.Where(other => other.Coin != asset.Coin).Append(asset));

    private static ChainAsset Token(Coin coin, string contract) =>
        new(coin, EthAddress.Parse(contract), GasLimitOfTokens);
}
