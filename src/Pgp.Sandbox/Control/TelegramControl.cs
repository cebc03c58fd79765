using System.Text.Json.Nodes;
using Pgp.Sandbox.Serving;
using Pgp.Sandbox.Telegram;

namespace Pgp.Sandbox.Control;

/// <summary>Lets a test or the page be a person, and makes people and channels.</summary>
internal sealed class TelegramControl(
    TelegramWorld world,
    PeopleControl people,
    OwnerControl owners,
    ChatControl chats
)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    public async Task<Answer> AnswerAsync(PartnerCall call, string[] rest)
    {
        // Long poll: answers as soon as there is something newer than the caller knows.
        if (call is { Method: "GET" } && rest is ["people", _, "messages" or "view"])
        {
            await WaitForNewsAsync(call);
        }

        lock (world.Gate)
        {
            return rest switch
            {
                ["people"] => people.OfAll(call),
                ["people", var id, .. var action] => world.FindPerson(id) is { } person
                    ? OfPerson(call, person, action is [var name] ? name : "")
                    : ControlAnswers.NotFound("person"),
                ["channels", .. var inner] => chats.Run(call, inner),
                ["limits"] => Limits(call.Json),
                ["updates"] => Answer.Json(
                    new JsonArray(
                        world.State.Updates.Select(u => (JsonNode)UpdatePump.Wire(u)).ToArray()
                    )
                ),
                _ => ControlAnswers.NotFound("control"),
            };
        }
    }

    private Answer OfPerson(PartnerCall call, Person person, string action) =>
        people.Act(call, person, action)
        ?? owners.Act(call, person, action)
        ?? ControlAnswers.NotFound("action");

    private Answer Limits(JsonObject request)
    {
        var type = SandboxJson.Default.SendLimits;
        if (ControlAnswers.Overlay(world.State.Limits, request, type) is not { } limits)
        {
            return ControlAnswers.Wrong("a limit has the wrong type");
        }

        world.State.Limits = limits;
        world.Touch();
        return ControlAnswers.Done;
    }

    private async Task WaitForNewsAsync(PartnerCall call)
    {
        var known = JsonRead.Quantity(call.Ask("after"));
        var wait = TimeSpan.FromMilliseconds(
            (int)Math.Clamp(JsonRead.Quantity(call.Ask("wait")) ?? 0, 0, 30_000)
        );
        if (known is null || wait == TimeSpan.Zero)
        {
            return;
        }

        // A person waits in real time, whatever the partners' clock says.
        var over = Task.Delay(wait < WaitMax ? wait : WaitMax, TimeProvider.System, call.Stopped);
        while (!over.IsCompleted)
        {
            var moved = world.Moved;
            if (CurrentVersion() > known)
            {
                return;
            }

            await Task.WhenAny(moved, over);
        }
    }

    private long CurrentVersion()
    {
        lock (world.Gate)
        {
            return world.Version;
        }
    }
}
