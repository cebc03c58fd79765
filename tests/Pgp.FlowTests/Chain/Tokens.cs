using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Contracts.Money;
using Pgp.Testing;

namespace Pgp.FlowTests.Chain;

/// <summary>The switches of the sandbox's tokens, which anybody may turn there.</summary>
internal sealed class Tokens(NodeControl node)
{
    private static readonly BigInteger Plenty = 10_000;

    public static string Pause(bool value) => "0x16c38b3c" + Word(value);

    public static string BlackList(string who, bool value) =>
        "0x5cd8c072" + NodeControl.Word(who) + Word(value);

    /// <summary>What the token keeps of each transfer, in basis points.</summary>
    public static string Fee(int basisPoints) => "0x5fdf2be0" + NodeControl.Word(basisPoints);

    /// <summary>Ten thousand of each coin, ether included.</summary>
    public async Task FillAsync(string wallet, CancellationToken ct)
    {
        await node.SetEtherAsync(wallet, Atomic(Coin.Eth), ct);
        foreach (var coin in Coin.OfHostWallet.Where(coin => coin != Coin.Eth))
        {
            await MintAsync(wallet, new CoinAmount(coin, Atomic(coin)), ct);
        }
    }

    public Task MintAsync(string wallet, CoinAmount amount, CancellationToken ct) =>
        SetAsync(
            amount.Coin,
            "0x40c10f19" + NodeControl.Word(wallet) + NodeControl.Word(amount.Atomic),
            ct
        );

    /// <summary>Turns a switch and waits until it is in the chain.</summary>
    public async Task SetAsync(Coin coin, string data, CancellationToken ct)
    {
        var hash = await CallAsync(coin, data, gweiOfTip: 1, ct);
        await Eventually.FindAsync(() => node.ReceiptAsync(hash, ct), ct);
    }

    /// <summary>Turns a switch in the next block.</summary>
    /// <param name="gweiOfTip">A high one stands before everyone else in that block.</param>
    public async Task<string> CallAsync(Coin coin, string data, int gweiOfTip, CancellationToken ct)
    {
        var gwei = BigInteger.Pow(10, 9);
        return await node.SendAsync(
            new()
            {
                ["from"] = await node.SparePersonAsync(ct),
                ["to"] = ChainAssets.Mainnet[coin].Contract!.Value.ToLowerHex(),
                ["data"] = data,
                ["maxFeePerGas"] = NodeControl.Hex((2 + gweiOfTip) * gwei),
                ["maxPriorityFeePerGas"] = NodeControl.Hex(gweiOfTip * gwei),
            },
            ct
        );
    }

    private static BigInteger Atomic(Coin coin) => Plenty * BigInteger.Pow(10, coin.Decimals);

    private static string Word(bool value) => NodeControl.Word(value ? 1 : 0);
}
