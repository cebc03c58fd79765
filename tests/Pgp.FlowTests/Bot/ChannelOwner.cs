using System.Text;
using System.Text.Json.Nodes;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>Plays somebody who owns channels and sells them by the bot.</summary>
internal sealed class ChannelOwner(FlowStack flow, Phone phone)
{
    public const string Address = Market.OwnerOfEther;

    public Phone Phone => phone;

    public static async Task<ChannelOwner> TakeAsync(FlowStack flow, CancellationToken ct) =>
        new(flow, await Phone.TakeAsync(flow, ct));

    /// <summary>
    /// Makes a channel and the bot its administrator, with all rights but these; the bot has heard
    /// of it, which a press that comes right after could overtake.
    /// </summary>
    public async Task<long> LetInAsync(
        string title,
        CancellationToken ct,
        params string[] withoutRights
    )
    {
        var made = await phone.ActAsync("create-channel", new JsonObject { ["title"] = title }, ct);
        var id = (long)made["id"]!;
        await SetBotAsync(id, "administrator", ct, withoutRights);
        await Eventually.GetAsync(
            () => flow.Facts.RowsAsync("select status from bot_chats where chat_id = $1", id),
            known => known is ["administrator"],
            ct
        );
        return id;
    }

    public Task SetBotAsync(
        long chat,
        string status,
        CancellationToken ct,
        params string[] withoutRights
    )
    {
        var change = new JsonObject { ["chat_id"] = chat, ["status"] = status };
        foreach (
            var right in new[]
            {
                "can_post_messages",
                "can_edit_messages",
                "can_delete_messages",
                "can_invite_users",
                "can_restrict_members",
            }
        )
        {
            change[right] = !withoutRights.Contains(right);
        }

        return phone.ActAsync("set-bot", change, ct);
    }

    /// <summary>From two channels that the bot is in to a pair that is sold.</summary>
    public async Task<SampleChannel> ConnectAsync(
        long open,
        long closed,
        CancellationToken ct,
        string prices = "9.99 30"
    )
    {
        await ChooseAsync(open, closed, ct);
        await phone.SendAsync(prices, ct);
        await phone.PressAsync(await phone.HearAsync("When shall I pay you?", ct), "w:a", ct);
        await phone.PressAsync(await phone.HearAsync("In which coin", ct), "w:dc:eth@eth", ct);
        await phone.HearAsync("Your address for ETH (ETH)?", ct);
        await phone.SendAsync(Address, ct);
        var summary = await phone.HearAsync("Check the address letter by letter", ct);
        await phone.PressAsync(summary, "w:g", ct);
        await phone.HearAsync("is live.", ct);
        return await FindAsync(open, closed);
    }

    /// <summary>Up to the question about prices.</summary>
    public async Task ChooseAsync(long open, long closed, CancellationToken ct)
    {
        await phone.SendAsync("/channels", ct);
        var list = await phone.HearAsync("You sell no channel here yet.", ct);
        await phone.PressAsync(list, "w:n", ct);
        var first = await phone.HearAsync("Which is the open channel", ct);
        await phone.PressAsync(first, $"w:o:{open}", ct);
        var second = await phone.HearAsync("Which is the private channel", ct);
        await phone.PressAsync(second, $"w:x:{closed}", ct);
        await phone.HearAsync("What does access cost?", ct);
    }

    /// <summary>A pair that is sold, from nothing.</summary>
    public async Task<SampleChannel> OpenShopAsync(CancellationToken ct)
    {
        var number = flow.NextChannel();
        var open = await LetInAsync($"Window {number}", ct);
        var closed = await LetInAsync($"Shop {number}", ct);
        return await ConnectAsync(open, closed, ct);
    }

    /// <summary>
    /// A message of the bot with a button that it never made: what somebody else's client could
    /// send back.
    /// </summary>
    public static async Task<JsonNode> ForgeAsync(
        FlowStack flow,
        Phone victim,
        string data,
        CancellationToken ct
    )
    {
        var text = $"forged {data}";
        var body = new JsonObject
        {
            ["chat_id"] = victim.Person,
            ["text"] = text,
            ["reply_markup"] = new JsonObject
            {
                ["inline_keyboard"] = new JsonArray(
                    new JsonArray(new JsonObject { ["text"] = "x", ["callback_data"] = data })
                ),
            },
        };
        var url = new Uri(flow.Stack.Sandbox, $"/bot{flow.Stack.Credentials.BotToken}/sendMessage");
        using var content = new StringContent(
            body.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await flow.Http.PostAsync(url, content, ct);
        answer.EnsureSuccessStatusCode();
        return await victim.HearAsync(text, ct);
    }

    private async Task<SampleChannel> FindAsync(long open, long closed)
    {
        var code = await flow.Facts.RowAsync(
            "select link_code from channels where open_channel_id = $1",
            open
        );
        return new SampleChannel(code, open, closed, phone.Person, Address);
    }
}
