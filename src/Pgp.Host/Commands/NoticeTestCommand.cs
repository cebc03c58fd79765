using System.CommandLine;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp notice-test --channel ch_…</c>: sends a channel's owner one test notice through the
/// running services and says what became of it.
/// </summary>
internal static class NoticeTestCommand
{
    public static Command Create()
    {
        var channel = new Option<string>("--channel")
        {
            Description = "Whose owner, as ch_ and 32 hex digits.",
            Required = true,
        };
        channel.Validators.Add(result =>
        {
            if (!ChannelId.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--channel is written ch_ and 32 hex digits");
            }
        });
        var command = new Command("notice-test", "Sends a channel's owner one test notice.")
        {
            channel,
        };
        command.SetAction(
            (parsed, ct) => RunAsync(ChannelId.Parse(parsed.GetRequiredValue(channel)), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(ChannelId channel, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var state = await new NoticeTest(open.Database).SendAsync(channel, ct);
        return Operator.Say(
            state == "sent",
            "told",
            state switch
            {
                null =>
                    "not delivered within 30 s; it waits: do notifications and a dispatcher run?",
                "nobody" =>
                    "no such channel, or nobody to tell: it has no notify_chat_id and no owner",
                _ => "the owner cannot be reached; 'pgp owners' says why",
            }
        );
    }
}
