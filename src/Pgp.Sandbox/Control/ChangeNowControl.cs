using System.Text.Json.Nodes;
using Pgp.Sandbox.ChangeNow;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Control;

/// <summary>Orders to ChangeNOW: what its staff and its clock may do to an exchange.</summary>
internal sealed class ChangeNowControl(ExchangeDesk desk, TimeProvider clock, Action changed)
{
    public Answer Answer(PartnerCall call, string[] rest)
    {
        lock (desk.Gate)
        {
            var answer = Respond(call, rest);
            changed();
            return answer;
        }
    }

    private Answer Respond(PartnerCall call, string[] rest)
    {
        switch (rest)
        {
            case ["settings"]:
                return Settings(call.Json);
            case ["exchanges"]:
                var all = desk.State.Exchanges.Values.Select(e => (JsonNode)ExchangeJson.OfRead(e));
                return Serving.Answer.Json(new JsonArray(all.ToArray()));
            case ["exchanges", var id, .. var action]:
                return desk.State.Exchanges.TryGetValue(id, out var exchange)
                    ? Act(exchange, action is [var name] ? name : "", call.Json)
                    : ControlAnswers.NotFound("exchange");
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private Answer Act(Exchange exchange, string action, JsonObject request)
    {
        switch (action)
        {
            case "":
                break;
            case "deposit" when request.Quantity("amount") is > 0 and var amount:
                // For coins whose chains exist here by name only.
                desk.Deposit(exchange, amount, RandomText.Hex(64));
                break;
            case "hold":
                exchange.Held = true;
                break;
            case "release":
                exchange.Held = false;
                break;
            case "advance":
                exchange.Held = false;
                exchange.NextAt = clock.GetUtcNow();
                break;
            case "verify":
                desk.Move(exchange, ExchangeStatus.Verifying, next: null);
                break;
            case "expire":
                desk.Move(exchange, ExchangeStatus.Expired, next: null);
                break;
            case "fail":
                desk.Move(exchange, ExchangeStatus.Failed, next: null);
                break;
            case "refund" when exchange is { AmountFrom: not null, RefundAddress: not null }:
                desk.Move(exchange, ExchangeStatus.Refunding, TimeSpan.Zero);
                break;
            case "amount" when request.Quantity("amount") is >= 0 and var ordered:
                exchange.OrderedTo = ordered;
                break;
            default:
                return ControlAnswers.Wrong("no such action, or not possible now");
        }

        return Serving.Answer.Json(ExchangeJson.OfRead(exchange));
    }

    private Answer Settings(JsonObject request)
    {
        var type = SandboxJson.Default.ExchangeSettings;
        if (ControlAnswers.Overlay(desk.State.Settings, request, type) is not { } settings)
        {
            return ControlAnswers.Wrong("a setting has the wrong type");
        }

        desk.State.Settings = settings;
        return ControlAnswers.Done;
    }
}
