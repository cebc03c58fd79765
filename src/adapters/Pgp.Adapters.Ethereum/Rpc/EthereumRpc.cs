using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>
/// A node of an EVM chain by JSON-RPC (spec 70, 5.1). Questions either get an answer or throw
/// <see cref="EthereumRpcException"/>; sending a transaction never throws for what a node says.
/// </summary>
/// <param name="http">Its base address is the node, its time limit that of one call.</param>
public sealed class EthereumRpc(HttpClient http)
{
    private static readonly Action<Utf8JsonWriter> NoParameters = static _ => { };

    private readonly JsonRpcChannel channel = new(http);

    // Zero: not known yet. One word, so that calls in parallel never see half of it.
    private long knownChain;

    public Task<ChainId> ChainIdAsync(CancellationToken ct) =>
        AskAsync("eth_chainId", NoParameters, json => new ChainId(json.Count()), ct);

    /// <summary>
    /// Compares the node's chain with ours. A right one is asked once per instance; a wrong one
    /// each time, for its operator may mend the node behind the address.
    /// </summary>
    public async Task<ChainCheck> CheckChainAsync(ChainId expected, CancellationToken ct)
    {
        if (Volatile.Read(ref knownChain) == expected.Value)
        {
            return new ChainCheck.Right();
        }

        var actual = await ChainIdAsync(ct);
        Volatile.Write(ref knownChain, actual.Value);
        return actual == expected ? new ChainCheck.Right() : new ChainCheck.Wrong(actual);
    }

    /// <summary>The newest block. May go backwards between nodes behind one address.</summary>
    public Task<long> BlockNumberAsync(CancellationToken ct) =>
        AskAsync("eth_blockNumber", NoParameters, json => json.Count(), ct);

    /// <summary>Ether at the newest block.</summary>
    public Task<Amount<Eth>> BalanceAsync(EthAddress holder, CancellationToken ct) =>
        AskAsync(
            "eth_getBalance",
            json => WriteAddressAt(json, holder, BlockTag.Latest),
            json => new Amount<Eth>(json.Quantity()),
            ct
        );

    /// <summary>Tokens at the newest block, by the contract's own count.</summary>
    /// <param name="coin">What the contract counts.</param>
    /// <param name="contract">Where it is; an address without code is an error, not a zero.</param>
    /// <param name="holder">Whose tokens.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task<CoinAmount> TokenBalanceAsync(
        Coin coin,
        EthAddress contract,
        EthAddress holder,
        CancellationToken ct
    ) =>
        AskAsync(
            "eth_call",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("to", contract.ToLowerHex());
                json.WriteString("data", Hex.Data(Erc20.BalanceOf(holder)));
                json.WriteEndObject();
                json.WriteStringValue(Tag(BlockTag.Latest));
            },
            // An address without code answers with nothing at all.
            json =>
                json.Data() is { Length: Hash32.Length } word
                    ? new CoinAmount(coin, Erc20.ReadWord(word))
                    : throw new EthereumRpcException(
                        EthereumRpcFailure.Rejected,
                        $"eth_call: {contract} is no token contract"
                    ),
            ct
        );

    /// <summary>The balance of any coin of the host wallet.</summary>
    public async Task<CoinAmount> BalanceAsync(
        ChainAsset asset,
        EthAddress holder,
        CancellationToken ct
    ) =>
        asset.Contract is { } contract
            ? await TokenBalanceAsync(asset.Coin, contract, holder, ct)
            : (await BalanceAsync(holder, ct)).ToCoinAmount();

    /// <summary>
    /// How many transactions the account has sent: the next nonce as this node sees it.
    /// </summary>
    public Task<long> TransactionCountAsync(
        EthAddress account,
        BlockTag upTo,
        CancellationToken ct
    ) =>
        AskAsync(
            "eth_getTransactionCount",
            json => WriteAddressAt(json, account, upTo),
            json => json.Count(),
            ct
        );

    /// <summary>The next block's base fee and the median tip of recent blocks.</summary>
    /// <param name="fallbackPriorityFeePerGas">Wei per gas where recent blocks were empty.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task<FeeSuggestion> SuggestFeesAsync(
        BigInteger fallbackPriorityFeePerGas,
        CancellationToken ct
    ) =>
        AskAsync(
            "eth_feeHistory",
            json =>
            {
                json.WriteStringValue(Hex.Quantity(FeeHistory.Blocks));
                json.WriteStringValue(Tag(BlockTag.Latest));
                json.WriteStartArray();
                json.WriteNumberValue(FeeHistory.Percentile);
                json.WriteEndArray();
            },
            json => FeeHistory.Suggest(json, fallbackPriorityFeePerGas),
            ct
        );

    /// <summary>
    /// Gas units that the call would burn now, without margin. A call that would be reverted (a
    /// paused token, a blocked account) is <see cref="EthereumRpcFailure.Rejected"/>.
    /// </summary>
    public Task<long> EstimateGasAsync(EthAddress from, TransferCall call, CancellationToken ct) =>
        AskAsync(
            "eth_estimateGas",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("from", from.ToLowerHex());
                json.WriteString("to", call.To.ToLowerHex());
                json.WriteString("value", Hex.Quantity(call.Value.Atomic));
                json.WriteString("data", Hex.Data(call.Data.Span));
                json.WriteEndObject();
            },
            json => json.Count(),
            ct
        );

    /// <summary>The code of a contract; empty for an account of a person.</summary>
    public Task<byte[]> CodeAsync(EthAddress account, CancellationToken ct) =>
        AskAsync(
            "eth_getCode",
            json => WriteAddressAt(json, account, BlockTag.Latest),
            json => json.Data(),
            ct
        );

    /// <returns><see langword="null"/> if this node knows none of that hash.</returns>
    public Task<ChainTransaction?> FindTransactionAsync(Hash32 hash, CancellationToken ct) =>
        FindAsync("eth_getTransactionByHash", hash, ReceiptReader.Transaction, ct);

    /// <returns>
    /// <see langword="null"/> while it is not mined, and again after a reorganisation.
    /// </returns>
    public Task<TransactionReceipt?> FindReceiptAsync(Hash32 hash, CancellationToken ct) =>
        FindAsync("eth_getTransactionReceipt", hash, ReceiptReader.Receipt, ct);

    /// <summary>Hands the bytes to the node. Safe to repeat with the same bytes.</summary>
    public async Task<BroadcastOutcome> SendRawTransactionAsync(
        SignedTransaction transaction,
        CancellationToken ct
    )
    {
        var raw = Hex.Data(transaction.Raw.Span);
        var reply = await channel.CallAsync(
            "eth_sendRawTransaction",
            json => json.WriteStringValue(raw),
            ct
        );
        return reply switch
        {
            JsonRpcReply.Result { Value: var hash } when IsHash(hash, transaction.Hash) =>
                new BroadcastOutcome.Accepted(),
            JsonRpcReply.Result => new BroadcastOutcome.Unknown("the node named another hash"),
            JsonRpcReply.Error error => BroadcastWording.Classify(error.Message),
            JsonRpcReply.None none => new BroadcastOutcome.Unknown(none.Reason),
            _ => throw new InvalidOperationException($"unknown reply: {reply}"),
        };
    }

    private static bool IsHash(JsonElement value, Hash32 expected) =>
        value.ValueKind == JsonValueKind.String
        && Hash32.TryParse(value.GetString(), out var hash)
        && hash == expected;

    private Task<T?> FindAsync<T>(
        string method,
        Hash32 hash,
        Func<JsonElement, T> read,
        CancellationToken ct
    )
        where T : class =>
        AskAsync(
            method,
            json => json.WriteStringValue(hash.ToString()),
            json => json.ValueKind == JsonValueKind.Null ? null : read(json),
            ct
        );

    private async Task<T> AskAsync<T>(
        string method,
        Action<Utf8JsonWriter> writeParameters,
        Func<JsonElement, T> read,
        CancellationToken ct
    )
    {
        switch (await channel.CallAsync(method, writeParameters, ct))
        {
            case JsonRpcReply.Result result:
                return Read(method, result.Value, read);
            case JsonRpcReply.Error error:
                throw new EthereumRpcException(
                    EthereumRpcFailure.Rejected,
                    $"{method}: {error.Message} (code {error.Code})"
                );
            case JsonRpcReply.None none:
                throw new EthereumRpcException(none.Failure, $"{method}: {none.Reason}");
            case var other:
                throw new InvalidOperationException($"unknown reply: {other}");
        }
    }

    private static T Read<T>(string method, JsonElement value, Func<JsonElement, T> read)
    {
        try
        {
            return read(value);
        }
        catch (FormatException e)
        {
            throw new EthereumRpcException(
                EthereumRpcFailure.Unreachable,
                $"{method}: the answer cannot be read: {e.Message}"
            );
        }
    }

    private static void WriteAddressAt(Utf8JsonWriter json, EthAddress address, BlockTag tag)
    {
        json.WriteStringValue(address.ToLowerHex());
        json.WriteStringValue(Tag(tag));
    }

    private static string Tag(BlockTag tag) =>
        tag switch
        {
            BlockTag.Latest => "latest",
            BlockTag.Pending => "pending",
            _ => throw new InvalidOperationException($"unknown tag: {tag}"),
        };
}
