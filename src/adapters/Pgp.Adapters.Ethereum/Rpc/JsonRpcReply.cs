using System.Text.Json;

namespace Pgp.Adapters.Ethereum.Rpc;

/// <summary>What came back from one JSON-RPC call.</summary>
internal abstract record JsonRpcReply
{
    private JsonRpcReply() { }

    internal sealed record Result(JsonElement Value) : JsonRpcReply;

    /// <summary>The node's own refusal.</summary>
    internal sealed record Error(long Code, string Message) : JsonRpcReply;

    /// <summary>Nothing from the node itself.</summary>
    internal sealed record None(EthereumRpcFailure Failure, string Reason) : JsonRpcReply;
}
