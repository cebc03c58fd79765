using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.BrowserTests.Site;

/// <summary>
/// An owner beside his browser: his mail, his Telegram, and the API for what a test is not about.
/// </summary>
internal sealed partial class SiteOwner(BrowserStack stack, string username)
{
    public const string Password = "Correct-Horse-1";

    /// <summary>Receives the very coin the wallet holds, so that nothing is exchanged.</summary>
    public const string Address = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    private static readonly HttpClient Http = new();

    private static int number;

    private string? token;

    public string Username => username;

    public string Email => $"{username}@example.com";

    /// <summary>His Telegram id; nobody before he is linked.</summary>
    public long Person { get; private set; }

    /// <summary>Somebody who has no account yet.</summary>
    public static SiteOwner New(BrowserStack stack) =>
        new(stack, $"site_owner_{Interlocked.Increment(ref number)}");

    /// <summary>Somebody with an account, a confirmed mail address and a linked Telegram.</summary>
    public static async Task<SiteOwner> ReadyAsync(BrowserStack stack, CancellationToken ct)
    {
        var owner = New(stack);
        await owner.SignUpAsync(ct);
        var secret = Token().Match(await owner.MailLinkAsync("/verify-email", ct)).Groups["token"];
        await owner.PostAsync("auth/verify-email", new() { ["token"] = secret.Value }, ct);
        var link = await owner.PostAsync("auth/telegram", [], ct);
        await owner.LinkAsync(new Uri((string)link["url"]!), ct);
        return owner;
    }

    public async Task SignUpAsync(CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["username"] = Username,
            ["email"] = Email,
            ["password"] = Password,
            ["session"] = "token",
        };
        token = (string?)(await PostAsync("auth/signup", body, ct))["access_token"];
    }

    /// <summary>Opens a session beside that of the browser, which may change wallets.</summary>
    public async Task LogInAsync(CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["login"] = Username,
            ["password"] = Password,
            ["session"] = "token",
        };
        token = (string?)(await PostAsync("auth/login", body, ct))["access_token"];
        await PostAsync("auth/step-up", new() { ["password"] = Password }, ct);
    }

    /// <summary>The newest link to a page that he was sent by mail.</summary>
    public async Task<string> MailLinkAsync(string page, CancellationToken ct)
    {
        var mails = new Uri(stack.Stack.Sandbox, $"control/mail?to={Email}");
        var start = new Uri(stack.Stack.App, $"{page}?token=").AbsoluteUri;
        return await Eventually.FindAsync(
            async () =>
                JsonNode
                    .Parse(await Http.GetStringAsync(mails, ct))!
                    .AsArray()
                    .Select(mail => (string?)mail!["text"] ?? "")
                    .SelectMany(text => text.Split(['\n', ' '], StringSplitOptions.TrimEntries))
                    .FirstOrDefault(word => word.StartsWith(start, StringComparison.Ordinal)),
            ct
        );
    }

    /// <summary>Opens the link in Telegram and says that the account is his.</summary>
    public async Task LinkAsync(Uri link, CancellationToken ct)
    {
        Person = await stack.NewPersonAsync($"Person of {Username}", ct);
        await stack.Sandbox.StartBotAsync(Person, link.Query.Split("start=")[1], ct);
        var asked = await stack.Sandbox.WaitForMessageAsync(Person, IsQuestion, ct);
        var button = SandboxClient
            .Buttons(asked)
            .Single(one => (string?)one["text"] == "This is my account: link it");
        await stack.Sandbox.PressAsync(
            Person,
            (int)asked["message_id"]!,
            (string)button["callback_data"]!,
            ct
        );
    }

    public async Task<bool> IsVerifiedAsync(CancellationToken ct) =>
        (bool)(await GetAsync("auth/me", ct))["email_verified"]!;

    /// <summary>Makes a chat, and the bot its administrator.</summary>
    /// <returns>The id of the chat.</returns>
    public async Task<string> LetInAsync(string title, CancellationToken ct)
    {
        var made = await ActAsync("create-channel", new() { ["title"] = title }, ct);
        var id = (long)made["id"]!;
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
        await ActAsync("set-bot", rights, ct);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Registers a pair of chats of this title.</summary>
    public async Task<SiteChannel> OpenShopAsync(string title, CancellationToken ct)
    {
        var open = await LetInAsync($"{title} window", ct);
        var closed = await LetInAsync(title, ct);
        // The bot hears of each of them by itself.
        await Eventually.GetAsync(
            async () => (await GetAsync("chats", ct))["items"]!.AsArray().Count,
            known => known == 2,
            ct
        );
        var body = new JsonObject
        {
            ["open_channel_id"] = open,
            ["closed_channel_id"] = closed,
            ["tiers"] = new JsonArray(
                new JsonObject { ["price_usd"] = "9.99", ["days"] = 30 },
                new JsonObject { ["price_usd"] = "79.99", ["days"] = 365 }
            ),
            ["payout_strategy"] = "instant",
            ["payout_coin"] = "eth@eth",
            ["payout_address"] = Address,
        };
        return Channel(await PostAsync("channels/register", body, ct));
    }

    /// <summary>The only channel that he sells.</summary>
    public async Task<SiteChannel> OnlyChannelAsync(CancellationToken ct) =>
        Channel((await GetAsync("channels", ct))["items"]!.AsArray().Single()!);

    /// <summary>Waits until nothing is wrong with a channel: its posts come a moment later.</summary>
    public Task WaitUntilHealthyAsync(SiteChannel channel, CancellationToken ct) =>
        Eventually.GetAsync(
            async () =>
                (await GetAsync($"channels/{channel.Id}/health", ct))["checks"]!
                    .AsArray()
                    .Where(check => !(bool)check!["is_ok"]!)
                    .Select(check => (string)check!["code"]!)
                    .ToArray(),
            wrong => wrong.Length == 0,
            ct
        );

    /// <summary>Somebody buys the first tier; the owner has his money when this returns.</summary>
    /// <returns>The payment as its page shows it.</returns>
    public async Task<JsonNode> SellAsync(SiteChannel channel, CancellationToken ct)
    {
        var buyer = await stack.NewPersonAsync("Mira", ct);
        await stack.Sandbox.StartBotAsync(buyer, $"s_{channel.Code}_1", ct);
        var message = await stack.Sandbox.WaitForMessageAsync(buyer, HasInvoice, ct);
        await stack.Sandbox.PayAsync(SandboxClient.LinkOf(message)!, "btc", "1.0", ct);
        await Eventually.GetAsync(
            async () =>
                (await GetAsync("payouts", ct))["items"]!
                    .AsArray()
                    .Select(payout => (string)payout!["state"]!)
                    .ToArray(),
            states => states is ["completed"],
            ct
        );
        var payment = (await GetAsync("payments", ct))["items"]!.AsArray().Single()!;
        return await GetAsync($"payments/{(string)payment["payment_id"]!}", ct);
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, new Uri(stack.Stack.App, $"webapi/api/{path}"), null, ct);

    public Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, new Uri(stack.Stack.App, $"webapi/api/{path}"), body, ct);

    private Task<JsonNode> ActAsync(string action, JsonObject with, CancellationToken ct)
    {
        var path = $"control/telegram/people/{Person}/{action}";
        return SendAsync(HttpMethod.Post, new Uri(stack.Stack.Sandbox, path), with, ct);
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        Uri url,
        JsonObject? body,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, url);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = new StringContent(
                body.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
        }

        using var response = await Http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        Assert.True(
            response.IsSuccessStatusCode,
            $"{url.AbsolutePath}: {response.StatusCode} {text}"
        );
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private bool IsQuestion(JsonNode message) =>
        ((string?)message["text"])?.Contains(Username, StringComparison.Ordinal) == true;

    private static bool HasInvoice(JsonNode message) =>
        SandboxClient
            .LinkOf(message)
            ?.AbsolutePath.StartsWith(InvoicePage.Address, StringComparison.Ordinal) == true;

    private static SiteChannel Channel(JsonNode channel) =>
        new(
            (string)channel["channel_id"]!,
            (string)channel["link_code"]!,
            (string)channel["closed_title"]!
        );

    [GeneratedRegex(@"\?token=(?<token>[A-Za-z0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Token();
}

/// <summary>A channel as its owner knows it.</summary>
/// <param name="Code">The part of links that names it.</param>
internal sealed record SiteChannel(string Id, string Code, string Title);
