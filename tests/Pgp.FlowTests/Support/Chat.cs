using System.Text.Json.Nodes;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Support;

/// <summary>What a buyer reads of the bot, and the buttons below it.</summary>
internal sealed class Chat(FlowStack flow, Purchase purchase)
{
    /// <summary>Waits until the bot has said something that begins so.</summary>
    public Task<JsonNode> HearAsync(string heading, CancellationToken ct) =>
        Eventually.FindAsync(
            async () =>
                (await flow.Sandbox.MessagesAsync(purchase.Person, ct)).FirstOrDefault(message =>
                    HeadingOf(message) == heading
                ),
            ct
        );

    /// <summary>The first lines of the news about the buyer's payments, oldest first.</summary>
    public async Task<IReadOnlyList<string>> NewsAsync(CancellationToken ct) =>
        [
            .. (await flow.Sandbox.MessagesAsync(purchase.Person, ct))
                .Where(message => TextOf(message).Contains("Reference: pay_", Ordinal))
                .Select(HeadingOf),
        ];

    public static string TextOf(JsonNode? message) => (string?)message?["text"] ?? "";

    /// <summary>Text and address, or text and data, of the only button.</summary>
    public static (string Text, string Target) ButtonOf(JsonNode message)
    {
        var button = Assert.Single(SandboxClient.Buttons(message));
        return (
            (string?)button["text"] ?? "",
            (string?)button["url"] ?? (string?)button["callback_data"] ?? ""
        );
    }

    private static string HeadingOf(JsonNode? message) => TextOf(message).Split('\n')[0];

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
