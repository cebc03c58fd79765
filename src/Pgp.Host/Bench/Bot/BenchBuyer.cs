using System.Diagnostics;
using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.Host.Bench.Bot;

/// <summary>Somebody who says a word to the bot and watches the chat until it answers.</summary>
internal sealed class BenchBuyer
{
    private readonly SandboxClient sandbox;
    private readonly SampleChannel channel;
    private readonly long person;
    private int lastSeen;

    private BenchBuyer(SandboxClient sandbox, SampleChannel channel, long person)
    {
        this.sandbox = sandbox;
        this.channel = channel;
        this.person = person;
    }

    public static async Task<BenchBuyer> TakeAsync(
        SandboxClient sandbox,
        SampleChannel channel,
        long person,
        CancellationToken ct
    )
    {
        await sandbox.CreatePersonAsync(person, $"Buyer {person}", ct);
        return new BenchBuyer(sandbox, channel, person);
    }

    /// <returns>From before the word was said to the answer in the chat.</returns>
    public async Task<TimeSpan> SayAsync(string step, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await (
            step switch
            {
                "offer" => sandbox.StartBotAsync(person, $"t_{channel.Code}", ct),
                "bill" => sandbox.StartBotAsync(person, channel.Subscription(1), ct),
                _ => sandbox.SetAsync(
                    $"telegram/people/{person}/send",
                    $$"""{"text":"/{{step}}"}""",
                    ct
                ),
            }
        );
        var answer = await sandbox.WaitForMessageAsync(person, IsNew, ct);
        var took = Stopwatch.GetElapsedTime(began);
        lastSeen = (int)answer["message_id"]!;
        return took;
    }

    private bool IsNew(JsonNode message) =>
        (int)message["message_id"]! > lastSeen && (bool?)message["from"]?["is_bot"] == true;
}
