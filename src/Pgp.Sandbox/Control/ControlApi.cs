using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Google;
using Pgp.Sandbox.Mail;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Slack;

namespace Pgp.Sandbox.Control;

/// <summary>The strings behind the stage: everything below <c>/control</c>.</summary>
internal sealed class ControlApi(
    Surroundings around,
    MailBox mails,
    SlackHook slack,
    ChainControl chain,
    NowPaymentsControl nowPayments,
    ChangeNowControl changeNow,
    TelegramControl telegram,
    GoogleSimulator google
)
{
    private readonly FaultPlan faults = around.Faults;
    private readonly CallLog calls = around.Calls;
    private readonly PriceBook prices = around.Prices;

    public async Task<Answer> AnswerAsync(PartnerCall call)
    {
        // A page from elsewhere in the same browser must not pull the strings.
        if (call.Method != "GET" && IsForeign(call))
        {
            return Answer.Json(
                new JsonObject { ["error"] = "foreign origin" },
                StatusCodes.Status403Forbidden
            );
        }

        return call.Segments switch
        {
            ["telegram", .. var rest] => await telegram.AnswerAsync(call, rest),
            ["nowpayments", .. var rest] => nowPayments.Answer(call, rest),
            ["changenow", .. var rest] => changeNow.Answer(call, rest),
            ["google", .. var rest] => google.Control(call, rest),
            ["chain", .. var rest] => await chain.AnswerAsync(call, rest),
            ["faults"] => Faults(call),
            ["calls"] => Calls(call),
            ["prices"] => Prices(call),
            ["mail"] => Mail(call),
            ["slack"] => Slack(call),
            _ => ControlAnswers.NotFound("control"),
        };
    }

    private Answer Faults(PartnerCall call)
    {
        switch (call.Method)
        {
            case "POST":
                if (FaultOrder.Read(call.Json) is not { } order)
                {
                    return ControlAnswers.Wrong("partner and a known kind are required");
                }

                faults.Add(order);
                return Answer.Json(order.ToJson(), StatusCodes.Status201Created);
            case "DELETE":
                faults.Clear(call.Ask("partner"));
                return ControlAnswers.Done;
            default:
                return Answer.Json(faults.ToJson());
        }
    }

    private Answer Calls(PartnerCall call)
    {
        if (call.Method == "DELETE")
        {
            calls.Clear();
            return ControlAnswers.Done;
        }

        var after = (long)(JsonRead.Quantity(call.Ask("after")) ?? 0);
        return Answer.Json(calls.Dump(call.Ask("partner"), call.Ask("operation"), after));
    }

    // {"ethereum": "2600", "frozen": true}: dollars per coin by the feed's id.
    private Answer Prices(PartnerCall call)
    {
        if (call.Method != "POST")
        {
            return Answer.Json(prices.ToJson());
        }

        foreach (var (id, _) in call.Json)
        {
            if (id == "frozen")
            {
                prices.Frozen = call.Json.Flag(id);
            }
            else if (call.Json.Quantity(id) is > 0 and var usd)
            {
                prices.Set(id, usd);
            }
            else
            {
                return ControlAnswers.Wrong($"{id} must be a positive number of dollars");
            }
        }

        around.File.Changed();
        return Answer.Json(prices.ToJson());
    }

    private Answer Mail(PartnerCall call)
    {
        if (call.Method != "DELETE")
        {
            return Answer.Json(mails.List(call.Ask("to")));
        }

        mails.Clear();
        return ControlAnswers.Done;
    }

    private Answer Slack(PartnerCall call)
    {
        if (call.Method != "DELETE")
        {
            return Answer.Json(slack.List());
        }

        slack.Clear();
        return ControlAnswers.Done;
    }

    private static bool IsForeign(PartnerCall call)
    {
        var origin = call.Headers.Origin.ToString();
        return origin.Length > 0
            && (
                !Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || from.Authority != call.Headers.Host.ToString()
            );
    }
}
