using System.Numerics;
using System.Text.Json.Nodes;
using Pgp.Contracts.Money;

namespace Pgp.Sandbox.Chain;

/// <summary>
/// The partners' own money on the chain: NOWPayments pays merchants from one development account,
/// ChangeNOW keeps its treasury in another. Both are unlocked in anvil.
/// </summary>
internal sealed class ChainAccounts(ChainRpc chain) : IDisposable
{
    // Real time: a block is mined when the chain mines it, whatever the partners' clock says.
    private static readonly TimeSpan ReceiptPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReceiptWithin = TimeSpan.FromSeconds(60);

    private static readonly BigInteger EtherLow = BigInteger.Pow(10, 20);
    private static readonly BigInteger EtherFull = BigInteger.Pow(10, 22);

    // The chain numbers an unlocked account's transactions itself. Two at once can get one number;
    // of the same amount they would even be one transaction, and one payment would never arrive.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Lower-case hex.</summary>
    public string NowPayments { get; private set; } = "";

    /// <summary>Lower-case hex.</summary>
    public string ChangeNow { get; private set; } = "";

    /// <summary>
    /// Chooses the two accounts, places the tokens and gives the host wallet gas money.
    /// </summary>
    public async Task SetUpAsync(string hostWallet, CancellationToken ct)
    {
        var listed = (await chain.CallAsync("eth_accounts", [], ct))!.AsArray();
        var free = listed
            .Select(account => account!.GetValue<string>())
            .Where(account => !EthereumAddress.Same(account, hostWallet))
            .ToArray();
        if (free.Length < 2)
        {
            throw new ChainException("the chain must have at least three unlocked accounts");
        }

        (NowPayments, ChangeNow) = (free[^2], free[^1]);
        await TestTokens.PlaceAsync(chain, ChangeNow, ct);

        if ((await EtherAsync(hostWallet, ct)).IsZero)
        {
            var gasMoney = ChainRpc.Hex(BigInteger.Pow(10, Coin.Eth.Decimals));
            await chain.CallAsync("anvil_setBalance", [hostWallet, gasMoney], ct);
        }
    }

    /// <summary>
    /// Sends for real and answers the hash; the receipt comes when the chain mines it.
    /// </summary>
    /// <param name="amount">Of ether or of a test token.</param>
    public async Task<string> SendAsync(
        string from,
        string to,
        CoinAmount amount,
        CancellationToken ct
    )
    {
        await turn.WaitAsync(ct);
        try
        {
            await KeepFullAsync(from, amount, ct);
            return await SendNextAsync(from, to, amount, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Whether the transaction is mined; null while it is not.</summary>
    public async Task<bool?> SucceededAsync(string hash, CancellationToken ct) =>
        await chain.CallAsync("eth_getTransactionReceipt", [hash], ct) is JsonObject receipt
            ? ChainRpc.Quantity(receipt["status"]).IsOne
            : null;

    /// <summary>Waits until the transaction is mined.</summary>
    public static async Task<JsonObject> ReceiptAsync(
        ChainRpc chain,
        string hash,
        CancellationToken ct
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReceiptWithin);
        while (true)
        {
            if (
                await chain.CallAsync("eth_getTransactionReceipt", [hash], ct) is JsonObject receipt
            )
            {
                return receipt;
            }

            await Task.Delay(ReceiptPause, TimeProvider.System, limit.Token);
        }
    }

    private async Task<string> SendNextAsync(
        string from,
        string to,
        CoinAmount amount,
        CancellationToken ct
    )
    {
        var transaction = new JsonObject { ["from"] = from };
        if (TestTokens.Of(amount.Coin) is { } token)
        {
            transaction["to"] = token.Contract;
            transaction["data"] =
                "0xa9059cbb" + EthereumAddress.Word(to) + EthereumAddress.Word(amount.Atomic);
        }
        else
        {
            transaction["to"] = to;
            transaction["value"] = ChainRpc.Hex(amount.Atomic);
        }

        var hash = await chain.CallAsync("eth_sendTransaction", [transaction], ct);
        return hash!.GetValue<string>();
    }

    private async Task<BigInteger> EtherAsync(string address, CancellationToken ct) =>
        await chain.QuantityAsync("eth_getBalance", [address, "latest"], ct);

    private async Task KeepFullAsync(string account, CoinAmount wanted, CancellationToken ct)
    {
        var ether = wanted.Coin == Coin.Eth ? wanted.Atomic : BigInteger.Zero;
        if (await EtherAsync(account, ct) < EtherLow + ether)
        {
            var full = ChainRpc.Hex(EtherFull + ether);
            await chain.CallAsync("anvil_setBalance", [account, full], ct);
        }

        if (TestTokens.Of(wanted.Coin) is not { } token)
        {
            return;
        }

        var held = await new DepositWatch(chain).BalanceAsync(account, wanted.Coin, ct);
        if (held < wanted.Atomic)
        {
            await MintAsync(account, token, wanted.Atomic * 1000, ct);
        }
    }

    private async Task MintAsync(
        string to,
        TestToken token,
        BigInteger atomic,
        CancellationToken ct
    )
    {
        var mint = new JsonObject
        {
            ["from"] = to,
            ["to"] = token.Contract,
            ["data"] = "0x40c10f19" + EthereumAddress.Word(to) + EthereumAddress.Word(atomic),
        };
        var hash = await chain.CallAsync("eth_sendTransaction", [mint], ct);
        await ReceiptAsync(chain, hash!.GetValue<string>(), ct);
    }
}
