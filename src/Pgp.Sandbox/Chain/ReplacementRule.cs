using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Chain;

/// <summary>
/// geth's rule for a second transaction with the same nonce: both fees at least 110 % of the old
/// ones and above them (spec 70, 5.2). anvil does not enforce it.
/// </summary>
internal sealed class ReplacementRule(ChainRpc chain)
{
    private const string RecoverContract = "0x0000000000000000000000000000000000000001";
    private const int SignedItems = 12;

    public async Task<bool> IsTooCheapAsync(string raw, CancellationToken ct)
    {
        if (Read(raw) is not { } wanted || await SenderAsync(wanted, ct) is not { } sender)
        {
            return false; // Not of this kind: the node itself says what is wrong with it.
        }

        var pool = await chain.CallAsync("txpool_content", [], ct) as JsonObject;
        var pending = Pending(pool, sender, wanted.Nonce);
        if (pending is null || EthereumAddress.Same(pending.Text("hash"), wanted.Hash))
        {
            return false;
        }

        return !Raised(ChainRpc.Quantity(pending["maxFeePerGas"]), wanted.MaxFee)
            || !Raised(ChainRpc.Quantity(pending["maxPriorityFeePerGas"]), wanted.Tip);
    }

    private static bool Raised(BigInteger old, BigInteger fresh) =>
        fresh > old && fresh >= old * 110 / 100;

    private static JsonObject? Pending(JsonObject? pool, string sender, BigInteger nonce)
    {
        foreach (var kind in (string[])["pending", "queued"])
        {
            foreach (var (address, byNonce) in pool?.Nested(kind) ?? [])
            {
                var number = nonce.ToString(CultureInfo.InvariantCulture);
                if (
                    EthereumAddress.Same(address, sender)
                    && byNonce is JsonObject all
                    && all[number] is JsonObject found
                )
                {
                    return found;
                }
            }
        }

        return null;
    }

    // The chain's own precompiled contract recovers the signer.
    private async Task<string?> SenderAsync(RawTransaction wanted, CancellationToken ct)
    {
        var call = new JsonObject
        {
            ["to"] = RecoverContract,
            ["data"] =
                "0x"
                + Convert.ToHexStringLower(wanted.SigHash)
                + EthereumAddress.Word(27 + wanted.YParity)
                + EthereumAddress.Word(wanted.R)
                + EthereumAddress.Word(wanted.S),
        };
        var word = JsonRead.Text(await chain.CallAsync("eth_call", [call, "latest"], ct));
        return word?.Length == 66 ? "0x" + word[26..] : null;
    }

    private static RawTransaction? Read(string raw)
    {
        if (!raw.StartsWith("0x02", StringComparison.Ordinal) || raw.Length % 2 != 0)
        {
            return null;
        }

        var bytes = Convert.FromHexString(raw[2..]);
        if (Rlp.Items(bytes.AsSpan(1)) is not { Count: SignedItems } items)
        {
            return null;
        }

        byte[] unsigned = [0x02, .. Rlp.List(items.Take(9).Select(item => item.Encoded))];
        return new RawTransaction(
            "0x" + Convert.ToHexStringLower(EthereumAddress.Keccak256(bytes)),
            EthereumAddress.Keccak256(unsigned),
            Rlp.Number(items[1].Payload),
            Rlp.Number(items[2].Payload),
            Rlp.Number(items[3].Payload),
            Rlp.Number(items[9].Payload),
            Rlp.Number(items[10].Payload),
            Rlp.Number(items[11].Payload)
        );
    }

    private sealed record RawTransaction(
        string Hash,
        byte[] SigHash,
        BigInteger Nonce,
        BigInteger Tip,
        BigInteger MaxFee,
        BigInteger YParity,
        BigInteger R,
        BigInteger S
    );
}
