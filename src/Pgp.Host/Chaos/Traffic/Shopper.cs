using System.Text.Json.Nodes;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Traffic;

/// <summary>
/// One buyer: opens a deep link, is patient with a bot that is dead at times, and pays in the way
/// that was drawn.
/// </summary>
internal sealed class Shopper(
    SandboxClient people,
    SandboxPartners partners,
    SampleChannel channel,
    Purchase purchase
)
{
    private const int TriesMax = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);

    // Longer than any payment takes at a provider whose steps last a fraction of a second.
    private static readonly TimeSpan ProviderTime = TimeSpan.FromMinutes(3);

    private readonly HashSet<string> pressed = new(StringComparer.Ordinal);

    public async Task<Bought> ShopAsync(CancellationToken ct)
    {
        var name = $"Buyer {purchase.Person}";
        await people.CreatePersonAsync(purchase.Person, name, ct);
        if (await AskForBillAsync(ct) is not { } page)
        {
            return new Bought(purchase, GotBill: false, []);
        }

        return new Bought(purchase, GotBill: true, await PayAsync(page, ct));
    }

    // Telegram repeats what the bot did not take, but not what it took and then could not answer.
    private async Task<Uri?> AskForBillAsync(CancellationToken ct)
    {
        var start = purchase.Tier is { } tier ? channel.Subscription(tier) : channel.Donation;
        for (var tried = 0; tried < TriesMax; tried++)
        {
            await people.StartBotAsync(purchase.Person, start, ct);
            var bill = await HearAsync(IsBill, ct);
            if (bill is not null)
            {
                return SandboxClient.LinkOf(bill);
            }
        }

        return null;
    }

    // Presses what the bot offers on the way: an amount to donate, or to try again.
    private async Task<JsonNode?> HearAsync(Func<JsonNode, bool> isWanted, CancellationToken ct)
    {
        while (await WaitAsync(m => isWanted(m) || ButtonOf(m) is not null, ct) is { } message)
        {
            if (isWanted(message))
            {
                return message;
            }

            var data = ButtonOf(message)!;
            pressed.Add(Key(message));
            await people.PressAsync(purchase.Person, (int)message["message_id"]!, data, ct);
        }

        return null;
    }

    private async Task<JsonNode?> WaitAsync(Func<JsonNode, bool> isWanted, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await people.WaitForMessageAsync(purchase.Person, isWanted, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private string? ButtonOf(JsonNode message)
    {
        var buttons = SandboxClient
            .Buttons(message)
            .Select(button => (string?)button["callback_data"])
            .OfType<string>()
            .ToList();
        return buttons.Count == 0 || pressed.Contains(Key(message))
            ? null
            : buttons[Math.Min(purchase.Amount, buttons.Count - 1)];
    }

    private async Task<IReadOnlyList<string>> PayAsync(Uri page, CancellationToken ct)
    {
        switch (purchase.Manner)
        {
            case Manner.NotAtAll:
                return [];
            case Manner.TooLate:
                var chosen = await partners.ChooseAsync(page, purchase.Coin, ct);
                await partners.ActOnPaymentAsync(chosen, "expire", ct);
                return [];
            default:
                var first = await people.PayAsync(page, purchase.Coin, purchase.Share, ct);
                return await PayMoreAsync(page, first, ct);
        }
    }

    private async Task<IReadOnlyList<string>> PayMoreAsync(
        Uri page,
        string first,
        CancellationToken ct
    )
    {
        switch (purchase.Manner)
        {
            case Manner.InTwoParts:
                await WaitForAsync(first, "partially_paid", ct);
                var rest = new JsonObject { ["rest"] = true, ["top_up"] = true };
                await partners.DepositAsync(first, rest, ct);
                return [first];
            case Manner.Twice:
                return [first, await people.PayAsync(page, purchase.OtherCoin, "1.0", ct)];
            case Manner.AgainLater:
                await WaitForAsync(first, "finished", ct);
                var more = new JsonObject { ["share"] = "1.0" };
                return [first, await partners.DepositAsync(first, more, ct)];
            default:
                return [first];
        }
    }

    private async Task WaitForAsync(string payment, string status, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ProviderTime);
        while ((string?)(await partners.PaymentAsync(payment, ct))["payment_status"] != status)
        {
            await Task.Delay(LookAgain, TimeProvider.System, limit.Token);
        }
    }

    private static bool IsBill(JsonNode message) =>
        SandboxClient.LinkOf(message) is { } link
        && link.Query.Contains("iid=", StringComparison.Ordinal);

    private static string Key(JsonNode message) => message["message_id"]!.ToString();
}
