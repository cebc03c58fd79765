using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Chain;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Control;

/// <summary>Orders to the chain and to the node in front of it.</summary>
internal sealed class ChainControl(ChainRpc chain, ChainProxy proxy)
{
    private const int BlocksMax = 10_000;

    public async Task<Answer> AnswerAsync(PartnerCall call, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("POST", ["mine"]):
                var blocks = Math.Clamp(call.Json.Count("blocks") ?? 1, 1, BlocksMax);
                return await CallAsync("anvil_mine", [ChainRpc.Hex(blocks)], call.Stopped);
            case ("POST", ["rpc"]):
                JsonNode?[] arguments =
                [
                    .. (call.Json.List("params") ?? []).Select(value => value?.DeepClone()),
                ];
                return await CallAsync(call.Json.Text("method") ?? "", arguments, call.Stopped);
            case (_, ["settings"]):
                proxy.Settings =
                    ControlAnswers.Overlay(
                        proxy.Settings,
                        call.Json,
                        SandboxJson.Default.NodeSettings
                    ) ?? proxy.Settings;
                return ControlAnswers.Done;
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private async Task<Answer> CallAsync(string method, JsonNode?[] arguments, CancellationToken ct)
    {
        try
        {
            var result = await chain.CallAsync(method, arguments, ct);
            return Answer.Json(new JsonObject { ["result"] = result?.DeepClone() });
        }
        catch (ChainException refusal)
        {
            return Answer.Json(
                new JsonObject { ["error"] = refusal.Message },
                StatusCodes.Status502BadGateway
            );
        }
    }
}
