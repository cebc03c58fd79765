using System.Text.Json.Nodes;
using Pgp.Sandbox.NowPayments;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Control;

/// <summary>
/// Orders to NOWPayments: what its staff, its chains and its clock may do to a payment.
/// </summary>
internal sealed class NowPaymentsControl(
    PaymentDesk desk,
    HostedInvoice hosted,
    NoticeQueue notices,
    TimeProvider clock,
    Action changed
)
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
            case ["payments"]:
                var all = desk.State.Payments.Values.Select(Shown).ToArray();
                return Serving.Answer.Json(new JsonArray(all));
            case ["payments", var id]:
                return Of(id, payment => Serving.Answer.Json(Shown(payment)));
            case ["payments", var id, var action]:
                return Of(id, payment => Act(payment, action, call.Json));
            default:
                return ControlAnswers.NotFound("control");
        }
    }

    private Answer Act(Payment payment, string action, JsonObject request)
    {
        switch (action)
        {
            case "deposit":
                return hosted.Pay(payment, request);
            case "hold":
                payment.Held = true;
                break;
            case "release":
                payment.Held = false;
                break;
            case "advance":
                payment.Held = false;
                payment.NextAt = clock.GetUtcNow();
                break;
            case "notice":
                notices.Enqueue(payment);
                break;
            case "expire":
                desk.Move(payment, PaymentStatus.Expired, next: null);
                break;
            case "fail":
                desk.Move(payment, PaymentStatus.Failed, next: null);
                break;
            case "refund":
                desk.Move(payment, PaymentStatus.Refunded, next: null);
                break;
            case "finish":
                desk.Move(payment, PaymentStatus.Finished, next: null);
                break;
            case "status" when request.Text("status") is { } status:
                desk.Move(payment, status, next: null);
                break;
            default:
                return ControlAnswers.NotFound("action");
        }

        return Serving.Answer.Json(Shown(payment));
    }

    private Answer Settings(JsonObject request)
    {
        var type = SandboxJson.Default.MerchantSettings;
        if (ControlAnswers.Overlay(desk.State.Settings, request, type) is not { } settings)
        {
            return ControlAnswers.Wrong("a setting has the wrong type");
        }

        desk.State.Settings = settings;
        return ControlAnswers.Done;
    }

    private Answer Of(string id, Func<Payment, Answer> then) =>
        desk.State.Payments.TryGetValue(id, out var payment)
            ? then(payment)
            : ControlAnswers.NotFound("payment");

    private static JsonNode Shown(Payment payment)
    {
        var shown = PaymentJson.OfRead(payment);
        shown["payment_id"] = payment.Id;
        shown["held"] = payment.Held;
        return shown;
    }
}
