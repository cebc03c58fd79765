using System.Text.Json;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>Transactions and receipts as nodes write them.</summary>
internal static class ReceiptReader
{
    public static ChainTransaction Transaction(JsonElement json) =>
        new(
            json.Member("hash").Hash(),
            json.Member("from").Address(),
            json.MemberOrNull("to")?.Address(),
            json.Member("nonce").Count(),
            new Amount<Eth>(json.Member("value").Quantity()),
            // Pending transactions carry a null here, or no member at all.
            json.MemberOrNull("blockNumber")
                is null
                ? null
                : Block(json)
        );

    public static TransactionReceipt Receipt(JsonElement json) =>
        new(
            json.Member("transactionHash").Hash(),
            Succeeded(json.Member("status")),
            Block(json),
            json.Member("gasUsed").Count(),
            json.Member("effectiveGasPrice").Quantity(),
            [.. json.Member("logs").Items().Select(Log)]
        );

    private static bool Succeeded(JsonElement status) =>
        status.Count() switch
        {
            1 => true,
            0 => false,
            _ => throw new FormatException("a status is 0 or 1"),
        };

    private static BlockRef Block(JsonElement json) =>
        new(json.Member("blockNumber").Count(), json.Member("blockHash").Hash());

    private static EventLog Log(JsonElement json) =>
        new(
            json.Member("address").Address(),
            [.. json.Member("topics").Items().Select(topic => topic.Hash())],
            json.Member("data").Data()
        );
}
