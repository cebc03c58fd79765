using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Chain;

/// <summary>How the node behaves where anvil and geth differ (spec 70, 5.4 and 5.6).</summary>
internal sealed record NodeSettings
{
    /// <summary>Errors in geth's words and with geth's code.</summary>
    public bool GethWording { get; init; } = true;

    /// <summary>A replacement must raise both fees by 10 %, as geth wants it.</summary>
    public bool ReplacementRule { get; init; } = true;

    /// <summary>How many blocks the node is behind in its answer to eth_blockNumber.</summary>
    public int LagBlocks { get; init; }
}

/// <summary>
/// The node at <c>/chain</c>: forwards everything to anvil and behaves like geth.
/// </summary>
internal sealed class ChainProxy(ChainRpc chain)
{
    private readonly ReplacementRule replacement = new(chain);

    public NodeSettings Settings { get; set; } = new();

    /// <summary>Fault orders name a JSON-RPC method; the first of a batch stands for all.</summary>
    public static PartnerFace Face { get; } =
        new("chain", FirstMethod, TooMany, () => Answer.Text("Internal Server Error", 500));

    public async Task<Answer> AnswerAsync(PartnerCall call)
    {
        try
        {
            return JsonNode.Parse(call.Body) switch
            {
                JsonObject single => Answer.Json(await OneAsync(single, call.Stopped)),
                JsonArray batch => await ManyAsync(batch, call.Stopped),
                _ => Answer.Json(Error(null, -32600, "Invalid request")),
            };
        }
        catch (JsonException)
        {
            return Answer.Json(Error(null, -32700, "Parse error"));
        }
        catch (ChainException down)
        {
            return Answer.Text(down.Message, StatusCodes.Status502BadGateway);
        }
    }

    private async Task<Answer> ManyAsync(JsonArray batch, CancellationToken ct)
    {
        var answers = new JsonArray();
        foreach (var request in batch.OfType<JsonObject>())
        {
            answers.Add((JsonNode)await OneAsync(request, ct));
        }

        return Answer.Json(answers);
    }

    private async Task<JsonObject> OneAsync(JsonObject request, CancellationToken ct)
    {
        var id = request["id"];
        var method = request.Text("method");
        if (method == "eth_sendRawTransaction" && Settings.ReplacementRule)
        {
            var raw = JsonRead.Text(request.List("params")?.FirstOrDefault());
            if (raw is not null && await replacement.IsTooCheapAsync(raw, ct))
            {
                return Error(id, -32000, "replacement transaction underpriced");
            }
        }

        var forwarded = System.Text.Encoding.UTF8.GetBytes(JsText.Stringify(request));
        var answer = JsonNode.Parse(await chain.ForwardAsync(forwarded, ct)) as JsonObject ?? [];
        if (method == "eth_blockNumber" && Settings.LagBlocks > 0)
        {
            var behind = ChainRpc.Quantity(answer["result"]) - Settings.LagBlocks;
            answer["result"] = ChainRpc.Hex(behind.Sign < 0 ? 0 : behind);
        }

        if (Settings.GethWording && answer["error"] is JsonObject error)
        {
            Reword(error);
        }

        return answer;
    }

    private static void Reword(JsonObject error)
    {
        (string Anvil, string Geth)[] words =
        [
            ("transaction already imported", "already known"),
            ("nonce too low", "nonce too low"),
            ("insufficient funds for gas", "insufficient funds for gas * price + value"),
            ("invalid chain id for signer", "invalid sender"),
            ("failed to decode transaction", "rlp: element is larger than containing list"),
        ];
        var message = error.Text("message") ?? "";
        foreach (var (anvil, geth) in words)
        {
            if (message.Contains(anvil, StringComparison.OrdinalIgnoreCase))
            {
                error["message"] = geth;
                error["code"] = -32000;
            }
        }
    }

    private static string FirstMethod(PartnerCall call)
    {
        try
        {
            return JsonNode.Parse(call.Body) switch
            {
                JsonObject single => single.Text("method") ?? "",
                JsonArray batch => (batch.FirstOrDefault() as JsonObject)?.Text("method") ?? "",
                _ => "",
            };
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static JsonObject Error(JsonNode? id, int code, string message) =>
        new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = id?.DeepClone(),
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        };

    private static Answer TooMany(int seconds) =>
        Answer.Json(
            Error(null, -32005, "limit exceeded"),
            StatusCodes.Status429TooManyRequests
        ) with
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };
}
