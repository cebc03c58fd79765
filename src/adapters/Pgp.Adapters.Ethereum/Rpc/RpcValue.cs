using System.Numerics;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>
/// Reads the values of JSON-RPC. Whatever is missing or has another form is a
/// <see cref="FormatException"/>, never a zero.
/// </summary>
internal static class RpcValue
{
    extension(JsonElement element)
    {
        public JsonElement Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                ? value
                : throw new FormatException($"{name} is missing");

        /// <returns><see langword="null"/> if the member is missing or null.</returns>
        public JsonElement? MemberOrNull(string name) =>
            element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
                ? value
                : null;

        public IEnumerable<JsonElement> Items() =>
            element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray()
                : throw new FormatException("not an array");

        public BigInteger Quantity() =>
            Hex.TryParseQuantity(element.Text(), out var value)
                ? value
                : throw new FormatException("not a quantity");

        public long Count()
        {
            var value = element.Quantity();
            return value <= long.MaxValue
                ? (long)value
                : throw new FormatException("a count beyond 63 bits");
        }

        public byte[] Data() =>
            Hex.TryParseData(element.Text(), out var bytes)
                ? bytes
                : throw new FormatException("not data");

        public Hash32 Hash() => Hash32.Parse(element.Text());

        public EthAddress Address() => EthAddress.Parse(element.Text());

        private string Text() =>
            element.ValueKind == JsonValueKind.String
                ? element.GetString()!
                : throw new FormatException("not a text");
    }
}
