using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pgp.FlowTests.Bot;
using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Web;

/// <summary>Plays an owner on the web: his account, his mail, and his Telegram beside it.</summary>
internal sealed partial class WebOwner(Api api, string username)
{
    public const string Password = "Correct-Horse-1";

    private static int number;

    public Api Api => api;

    public FlowStack Flow => api.Flow;

    public string Username => username;

    public string Email => $"{username}@example.com";

    /// <summary>What the last sign-in gave.</summary>
    public JsonNode Session { get; private set; } = new JsonObject();

    /// <summary>Made by <see cref="LinkAsync"/>.</summary>
    public ChannelOwner Telegram { get; private set; } = null!;

    public string RefreshToken => (string)Session["refresh_token"]!;

    /// <summary>An owner with a fresh account, signed in; nothing confirmed or linked.</summary>
    public static async Task<WebOwner> SignUpAsync(FlowStack flow, CancellationToken ct)
    {
        var owner = new WebOwner(new Api(flow), $"owner_{Interlocked.Increment(ref number)}");
        var made = await owner.Api.PostAsync(
            "auth/signup",
            new JsonObject
            {
                ["username"] = owner.Username,
                ["email"] = owner.Email,
                ["password"] = Password,
                ["session"] = "token",
            },
            ct
        );
        Assert.Equal(201, made.Status);
        owner.Use(made.Body!);
        return owner;
    }

    /// <summary>As above, with mail and Telegram.</summary>
    public static async Task<WebOwner> ReadyAsync(FlowStack flow, CancellationToken ct)
    {
        var owner = await SignUpAsync(flow, ct);
        await owner.VerifyAsync(ct);
        await owner.LinkAsync(ct);
        return owner;
    }

    public void Use(JsonNode session)
    {
        Session = session.DeepClone();
        api.Token = (string)session["access_token"]!;
    }

    public Task<ApiAnswer> LoginAsync(
        CancellationToken ct,
        string? login = null,
        string? password = null,
        string? code = null
    ) =>
        new Api(Flow).PostAsync(
            "auth/login",
            new JsonObject
            {
                ["login"] = login ?? Username,
                ["password"] = password ?? Password,
                ["code"] = code,
                ["session"] = "token",
            },
            ct
        );

    public async Task StepUpAsync(CancellationToken ct) =>
        (
            await api.PostAsync("auth/step-up", new JsonObject { ["password"] = Password }, ct)
        ).Value();

    /// <summary>By the newest link: each one makes the older void.</summary>
    public Task VerifyAsync(CancellationToken ct) =>
        Eventually.GetAsync(
            async () =>
            {
                var token = await TokenAsync("/verify-email", ct);
                var body = new JsonObject { ["token"] = token };
                return (await api.PostAsync("auth/verify-email", body, ct)).Status;
            },
            status => status == 204,
            ct
        );

    /// <summary>Opens the link in Telegram and says that the account is his.</summary>
    public async Task LinkAsync(CancellationToken ct)
    {
        Telegram = await ChannelOwner.TakeAsync(Flow, ct);
        var link = (await api.PostAsync("auth/telegram", body: null, ct)).Value();
        var payload = ((string)link["url"]!).Split("start=")[1];
        await Telegram.Phone.StartAsync(payload, ct);
        var asked = await Telegram.Phone.HearAsync(Username, ct);
        await Telegram.Phone.PressTextAsync(asked, "This is my account: link it", ct);
        await Telegram.Phone.HearAsync("Linked in a moment", ct);
        await Eventually.GetAsync(
            async () => (bool)(await api.GetAsync("auth/me", ct)).Value()["telegram_linked"]!,
            linked => linked,
            ct
        );
    }

    /// <summary>A pair of chats that the bot was let into.</summary>
    public async Task<(long Open, long Closed)> LetInAsync(CancellationToken ct)
    {
        var shop = Flow.NextChannel();
        return (
            await Telegram.LetInAsync($"Window {shop}", ct),
            await Telegram.LetInAsync($"Shop {shop}", ct)
        );
    }

    public static JsonObject Registration(long open, long closed, string price = "9.99") =>
        new()
        {
            ["open_channel_id"] = $"{open}",
            ["closed_channel_id"] = $"{closed}",
            ["tiers"] = new JsonArray(
                new JsonObject { ["price_usd"] = price, ["days"] = 30 },
                new JsonObject { ["price_usd"] = "24.99", ["days"] = 90 },
                new JsonObject { ["price_usd"] = "79.99", ["days"] = 365 }
            ),
            ["payout_strategy"] = "instant",
            ["payout_coin"] = "eth@eth",
            ["payout_address"] = Market.OwnerOfEther,
        };

    /// <summary>Registers a fresh pair over the API.</summary>
    public async Task<JsonNode> OpenShopAsync(CancellationToken ct)
    {
        var (open, closed) = await LetInAsync(ct);
        return (await api.PostAsync("channels/register", Registration(open, closed), ct)).Value();
    }

    /// <summary>Waits for a mail that holds these words.</summary>
    public async Task<string> MailAsync(string words, CancellationToken ct, string? to = null)
    {
        var url = new Uri(Flow.Stack.Sandbox, $"control/mail?to={to ?? Email}");
        return await Eventually.FindAsync(
            async () =>
                JsonNode
                    .Parse(await Flow.Http.GetStringAsync(url, ct))!
                    .AsArray()
                    .Select(mail => $"{(string?)mail!["subject"]}\n{(string?)mail["text"]}")
                    .FirstOrDefault(text => text.Contains(words, StringComparison.Ordinal)),
            ct
        );
    }

    /// <summary>The secret in the newest link to this page.</summary>
    public async Task<string> TokenAsync(string page, CancellationToken ct, string? to = null)
    {
        var mail = await MailAsync($"{page}?token=", ct, to);
        return Token().Match(mail).Groups["token"].Value;
    }

    [GeneratedRegex(@"\?token=(?<token>[A-Za-z0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
