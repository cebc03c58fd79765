using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.Host.DemoData;

/// <summary>A person of the demo data with his chat: orders, pays, opens links.</summary>
internal sealed class DemoBuyer(
    SandboxClient sandbox,
    SandboxPartners partners,
    long id,
    string name
)
{
    private const string All = "1.0";

    /// <param name="receiver">Whom a gift is for.</param>
    public async Task DoAsync(
        BuyerDeed deed,
        Shop shop,
        Func<int, DemoBuyer> receiver,
        CancellationToken ct
    )
    {
        await sandbox.CreatePersonAsync(id, name, ct);
        var seen = await NewestAsync(ct);
        switch (deed.Wish)
        {
            case Wish.Trial:
                await sandbox.StartBotAsync(id, $"t_{shop.LinkCode}", ct);
                await PressAsync(seen, "Try it for nothing", ct);
                await EnterAsync(shop, seen, ct);
                break;
            case Wish.Access(var tier):
                await PayAsync(await OrderAsync(shop, tier, seen, ct), deed.Coin, All, ct);
                await EnterAsync(shop, seen, ct);
                break;
            case Wish.CheaperAccess(var coupon):
                await sandbox.StartBotAsync(id, $"c_{shop.LinkCode}_{coupon}", ct);
                await PressAsync(seen, "30 days", ct);
                await PayAsync(await BillAsync(seen, ct), deed.Coin, All, ct);
                await EnterAsync(shop, seen, ct);
                break;
            case Wish.Gift(var to):
                var code = await BuyGiftAsync(shop, deed.Coin, seen, ct);
                await receiver(to).OpenGiftAsync(shop, code, ct);
                break;
            case Wish.Donation(var choice):
                await sandbox.StartBotAsync(id, $"d_{shop.LinkCode}", ct);
                await PressAsync(seen, choice, ct);
                await PayAsync(await BillAsync(seen, ct), deed.Coin, All, ct);
                break;
            case Wish.Part(var tier, var share):
                await PayAsync(await OrderAsync(shop, tier, seen, ct), deed.Coin, share, ct);
                break;
            case Wish.Nothing(var tier):
                var bill = await OrderAsync(shop, tier, seen, ct);
                var payment = await partners.ChooseAsync(bill, deed.Coin, ct);
                await partners.ActOnPaymentAsync(payment, "expire", ct);
                break;
            default:
                throw new InvalidOperationException($"unknown wish: {deed.Wish}");
        }
    }

    private async Task OpenGiftAsync(Shop shop, string code, CancellationToken ct)
    {
        await sandbox.CreatePersonAsync(id, name, ct);
        var seen = await NewestAsync(ct);
        await sandbox.StartBotAsync(id, $"g_{code}", ct);
        await EnterAsync(shop, seen, ct);
    }

    private async Task<string> BuyGiftAsync(Shop shop, string coin, long seen, CancellationToken ct)
    {
        await sandbox.StartBotAsync(id, $"t_{shop.LinkCode}", ct);
        var menu = await PressAsync(seen, "Give it as a gift", ct);
        await PressAsync(menu, "30 days", ct);
        await PayAsync(await BillAsync(seen, ct), coin, All, ct);
        var ready = await HearAsync(seen, m => TextOf(m).Contains("start=g_", Ordinal), ct);
        return TextOf(ready).Split("start=g_")[1].Split('\n')[0].Trim();
    }

    private async Task<Uri> OrderAsync(Shop shop, int tier, long seen, CancellationToken ct)
    {
        await sandbox.StartBotAsync(id, $"s_{shop.LinkCode}_{tier}", ct);
        return await BillAsync(seen, ct);
    }

    private async Task<Uri> BillAsync(long seen, CancellationToken ct) =>
        SandboxClient.LinkOf(await HearAsync(seen, IsBill, ct))!;

    private Task<string> PayAsync(Uri bill, string coin, string share, CancellationToken ct) =>
        sandbox.PayAsync(bill, coin, share, ct);

    // Who is inside already stays so and gets no link.
    private async Task EnterAsync(Shop shop, long seen, CancellationToken ct)
    {
        if ((await sandbox.MembersAsync(shop.ClosedId, ct)).Contains(id))
        {
            return;
        }

        var invite = SandboxClient.LinkOf(await HearAsync(seen, IsInvite, ct))!;
        var answer = await sandbox.JoinAsync(id, invite.ToString(), ct);
        if (answer != "joined")
        {
            throw new InvalidOperationException($"{name} opened an invite and was {answer}");
        }
    }

    /// <returns>The message whose button it was; what follows is newer.</returns>
    private async Task<long> PressAsync(long seen, string text, CancellationToken ct)
    {
        var menu = await HearAsync(seen, m => ButtonsOf(m).Any(IsWanted), ct);
        var data = (string)ButtonsOf(menu).First(IsWanted)["callback_data"]!;
        await sandbox.PressAsync(id, (int)menu["message_id"]!, data, ct);
        return (long)menu["message_id"]!;

        bool IsWanted(JsonNode button) => ((string?)button["text"] ?? "").StartsWith(text, Ordinal);
    }

    private async Task PressAsync(long seen, int choice, CancellationToken ct)
    {
        var menu = await HearAsync(seen, m => ButtonsOf(m).Any(), ct);
        var data = (string)ButtonsOf(menu).ElementAt(choice)["callback_data"]!;
        await sandbox.PressAsync(id, (int)menu["message_id"]!, data, ct);
    }

    private Task<JsonNode> HearAsync(
        long seen,
        Func<JsonNode, bool> isWanted,
        CancellationToken ct
    ) =>
        sandbox.WaitForMessageAsync(
            id,
            message => (long)message["message_id"]! > seen && isWanted(message),
            ct
        );

    private async Task<long> NewestAsync(CancellationToken ct) =>
        (await sandbox.MessagesAsync(id, ct)).Select(m => (long)m!["message_id"]!).Append(0).Max();

    // Buttons that the bot answers itself, not links.
    private static IEnumerable<JsonNode> ButtonsOf(JsonNode message) =>
        SandboxClient.Buttons(message).Where(button => button["callback_data"] is not null);

    private static bool IsBill(JsonNode message) =>
        SandboxClient.LinkOf(message) is { } link && link.Query.Contains("iid=", Ordinal);

    private static bool IsInvite(JsonNode message) =>
        SandboxClient.LinkOf(message) is { } link && link.AbsolutePath.StartsWith("/+", Ordinal);

    private static string TextOf(JsonNode message) => (string?)message["text"] ?? "";

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
