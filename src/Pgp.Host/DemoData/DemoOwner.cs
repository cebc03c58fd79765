using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.Host.Stack;

namespace Pgp.Host.DemoData;

/// <summary>
/// The owner of the demo data: his account on the web, his mail, his Telegram and his channels.
/// </summary>
internal sealed partial class DemoOwner(LocalStack stack, SandboxClient sandbox) : IDisposable
{
    public const string Username = "demo";

    /// <summary>Known to everybody: it opens nothing but the stack on one's own machine.</summary>
    public const string Password = "Demo-Password-1";

    private const string Email = "demo@example.com";
    private const long Person = 900_001;

    private readonly DemoApi api = new(stack.App);
    private string? refreshToken;

    public void Dispose() => api.Dispose();

    /// <summary>
    /// Signs up, confirms the mail and links Telegram; the rest is his own business.
    /// </summary>
    public async Task ArriveAsync(CancellationToken ct)
    {
        await sandbox.CreatePersonAsync(Person, "Olivia Demo", ct);
        await sandbox.StartBotAsync(Person, "", ct);
        var session = await api.PostAsync(
            "auth/signup",
            new JsonObject
            {
                ["username"] = Username,
                ["email"] = Email,
                ["password"] = Password,
                ["session"] = "token",
            },
            ct
        );
        Use(session!);
        var mail = await sandbox.WaitForMailAsync(Email, "/verify-email?token=", ct);
        var token = TokenInMail().Match(mail).Groups["token"].Value;
        await api.PostAsync("auth/verify-email", new JsonObject { ["token"] = token }, ct);
        await LinkAsync(ct);
        await SetUpProgramsAsync(ct);
    }

    /// <summary>Makes both channels, lets the bot in and registers them as a pair.</summary>
    public async Task<Shop> OpenAsync(Stall stall, CancellationToken ct)
    {
        var open = await LetInAsync(stall.Title, isPrivate: false, ct);
        var closed = await LetInAsync($"{stall.Title}: inside", isPrivate: true, ct);
        await WaitForChatsAsync([open, closed], ct);
        var made = await api.PostAsync("channels/register", Registration(stall, open, closed), ct);
        var id = (string)made!["channel_id"]!;
        await api.PatchAsync(
            $"channels/{id}",
            new JsonObject
            {
                ["open_description"] = stall.About,
                ["closed_description"] = "For members.",
                ["donation_text"] = "Every bit keeps us going.",
                ["trial_days"] = stall.TrialDays,
            },
            ct
        );
        return new Shop(id, (string)made["link_code"]!, closed);
    }

    /// <summary>Signs in, does it and signs out.</summary>
    public async Task DoAsync(OwnerDeed deed, IReadOnlyList<Shop> shops, CancellationToken ct)
    {
        await SignInAsync(ct);
        switch (deed)
        {
            case OwnerDeed.OfferCoupon(_, var shop, var code, var percent):
                var coupon = new JsonObject { ["code"] = code, ["percent_off"] = percent };
                await api.PostAsync($"channels/{shops[shop].ChannelId}/coupons", coupon, ct);
                break;
            case OwnerDeed.Announce(_, var shop, var text):
                await AnnounceAsync(shops[shop], text, ct);
                break;
            case OwnerDeed.MoveWallet(_, var shop, var address):
                await StepUpAsync(ct);
                var wallet = new JsonObject
                {
                    ["payout_coin"] = Stall.All[shop].PayoutCoin,
                    ["payout_address"] = address,
                };
                await api.PutAsync($"channels/{shops[shop].ChannelId}/wallet", wallet, ct);
                break;
            default:
                throw new InvalidOperationException($"unknown deed: {deed}");
        }

        await SignOutAsync(ct);
    }

    public async Task SignOutAsync(CancellationToken ct)
    {
        var session = new JsonObject { ["refresh_token"] = refreshToken };
        await api.PostAsync("auth/logout", session, ct);
        api.Token = null;
    }

    private async Task SignInAsync(CancellationToken ct)
    {
        var login = new JsonObject
        {
            ["login"] = Username,
            ["password"] = Password,
            ["session"] = "token",
        };
        var session = await api.PostAsync("auth/login", login, ct);
        Use(session!);
    }

    private void Use(JsonNode session)
    {
        api.Token = (string)session["access_token"]!;
        refreshToken = (string)session["refresh_token"]!;
    }

    private Task<JsonNode?> StepUpAsync(CancellationToken ct) =>
        api.PostAsync("auth/step-up", new JsonObject { ["password"] = Password }, ct);

    private async Task LinkAsync(CancellationToken ct)
    {
        var link = await api.PostAsync("auth/telegram", [], ct);
        await sandbox.StartBotAsync(Person, ((string)link!["url"]!).Split("start=")[1], ct);
        var question = await sandbox.WaitForMessageAsync(
            Person,
            message => SandboxClient.Buttons(message).Any(IsYes),
            ct
        );
        var data = (string)SandboxClient.Buttons(question).First(IsYes)["callback_data"]!;
        await sandbox.PressAsync(Person, (int)question["message_id"]!, data, ct);
        await WaitUntilAsync(
            async () => (bool)(await api.GetAsync("auth/me", ct))["telegram_linked"]!,
            ct
        );
    }

    private static bool IsYes(JsonNode button) =>
        ((string?)button["text"] ?? "").StartsWith("This is my account", StringComparison.Ordinal);

    // A key for an accountant's program, and a server that hears of everything.
    private async Task SetUpProgramsAsync(CancellationToken ct)
    {
        await StepUpAsync(ct);
        var key = new JsonObject { ["name"] = "Accounting", ["scopes"] = new JsonArray("read") };
        await api.PostAsync("auth/keys", key, ct);
        var types = (await api.GetAsync("webhooks/event-types", ct))["items"]!.AsArray();
        var names = types.Select(type => (JsonNode)(string)type!["name"]!).ToArray();
        var endpoint = new JsonObject
        {
            ["url"] = new Uri(stack.Sandbox, "owner/hooks").AbsoluteUri,
            ["event_types"] = new JsonArray(names),
            ["description"] = "Our own server",
        };
        await api.PostAsync("webhooks", endpoint, ct);
    }

    private async Task<long> LetInAsync(string title, bool isPrivate, CancellationToken ct)
    {
        var channel = new JsonObject { ["title"] = title, ["private"] = isPrivate };
        var id = (long)(await sandbox.ActAsync(Person, "create-channel", channel, ct))!["id"]!;
        var rights = new JsonObject
        {
            ["chat_id"] = id,
            ["status"] = "administrator",
            ["can_post_messages"] = true,
            ["can_edit_messages"] = true,
            ["can_delete_messages"] = true,
            ["can_invite_users"] = true,
            ["can_restrict_members"] = true,
        };
        await sandbox.ActAsync(Person, "set-bot", rights, ct);
        return id;
    }

    private Task WaitForChatsAsync(IReadOnlyList<long> wanted, CancellationToken ct) =>
        WaitUntilAsync(
            async () =>
            {
                var chats = (await api.GetAsync("chats", ct))["items"]!.AsArray();
                var known = chats.Select(chat => (string)chat!["chat_id"]!).ToList();
                return wanted.All(id => known.Contains($"{id}"));
            },
            ct
        );

    private static JsonObject Registration(Stall stall, long open, long closed)
    {
        var tiers = stall.Tiers.Select(tier =>
            (JsonNode)new JsonObject { ["price_usd"] = tier.Price, ["days"] = tier.Days }
        );
        return new JsonObject
        {
            ["open_channel_id"] = $"{open}",
            ["closed_channel_id"] = $"{closed}",
            ["tiers"] = new JsonArray([.. tiers]),
            ["payout_strategy"] = stall.ThresholdUsd is null ? "instant" : "threshold",
            ["payout_threshold_usd"] = stall.ThresholdUsd,
            ["payout_coin"] = stall.PayoutCoin,
            ["payout_address"] = stall.PayoutAddress,
        };
    }

    private async Task AnnounceAsync(Shop shop, string text, CancellationToken ct)
    {
        var draft = new JsonObject
        {
            ["channel_id"] = shop.ChannelId,
            ["segment"] = "active",
            ["body"] = text,
        };
        var made = await api.PostAsync("announcements", draft, ct);
        await api.PostAsync($"announcements/{(string)made!["announcement_id"]!}/schedule", [], ct);
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> isSo, CancellationToken ct)
    {
        var patience = new Patience();
        while (!await isSo())
        {
            await patience.PauseAsync("what the owner did has no effect", ct);
        }
    }

    [GeneratedRegex(@"\?token=(?<token>[A-Za-z0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex TokenInMail();
}
