using System.Text.Json.Nodes;
using OtpNet;
using Pgp.FlowTests.Support;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Web;

/// <summary>
/// One owner who does everything once: what it leaves behind has an id of every kind.
/// </summary>
internal sealed class OwnerStory(WebOwner owner)
{
    private const string NewAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    private Api Api => owner.Api;

    public static async Task<OwnerStory> PlayAsync(FlowStack flow, CancellationToken ct)
    {
        var story = new OwnerStory(await WebOwner.SignUpAsync(flow, ct));
        await story.BeginAsync(ct);
        await story.SellAsync(ct);
        await story.SteerAsync(ct);
        await story.SpeakAsync(ct);
        await story.ListenAsync(ct);
        return story;
    }

    /// <summary>Where the operation would find what is this owner's; null: it takes no such id.</summary>
    public string? PathOf(ApiOperation operation)
    {
        var parts = operation.Path["/webapi/api/".Length..].Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith('{'))
            {
                continue;
            }

            // {id} says by what stands before it whose id it is.
            var name = parts[i] == "{id}" ? parts[i - 1] : parts[i].Trim('{', '}');
            if (!ids.TryGetValue(name, out var id))
            {
                return null;
            }

            parts[i] = id;
        }

        return string.Join('/', parts);
    }

    /// <summary>A body that would be taken from the owner himself.</summary>
    public static JsonNode? BodyOf(ApiOperation operation) =>
        operation.Id switch
        {
            "changeWallet" => Wallet(),
            "createCoupon" => Coupon("THIEF"),
            "replayWebhook" => Range(),
            _ => operation.Json["requestBody"] is null ? null : new JsonObject(),
        };

    /// <summary>Everything is as this owner left it.</summary>
    public async Task CheckUntouchedAsync(CancellationToken ct)
    {
        var channel = (await Api.GetAsync($"channels/{ids["channelId"]}", ct)).Value();
        Assert.Equal(Market.OwnerOfEther, (string?)channel["payout_address"]);
        Assert.NotNull(channel["held_wallet"]);
        Assert.Equal(200, (await Api.GetAsync("auth/me", ct)).Status);
        var coupons = (await Api.GetAsync($"channels/{ids["channelId"]}/coupons", ct)).Value();
        Assert.Equal("SPRING", (string?)Assert.Single(coupons["items"]!.AsArray())!["code"]);
        Assert.Single((await Api.GetAsync("auth/keys", ct)).Value()["items"]!.AsArray());
        Assert.Single((await Api.GetAsync("webhooks", ct)).Value()["items"]!.AsArray());
    }

    /// <summary>Takes back what was done, and signs out.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        var channel = $"channels/{ids["channelId"]}";
        await DoneAsync("DELETE", $"{channel}/wallet/{ids["changeId"]}", 204, ct);
        await DoneAsync("DELETE", $"{channel}/coupons/{ids["couponId"]}", 204, ct);
        await DoneAsync("DELETE", $"webhooks/{ids["endpointId"]}", 204, ct);
        await DoneAsync("DELETE", $"auth/keys/{ids["keys"]}", 204, ct);
        await DoneAsync("DELETE", $"auth/sessions/{ids["sessions"]}", 204, ct);
        await DoneAsync("DELETE", "auth/sessions", 204, ct);
        var empty = await owner.OpenShopAsync(ct);
        await DoneAsync("DELETE", $"channels/{(string)empty["channel_id"]!}", 204, ct);
        await EndTotpAsync(ct);
        await ChangeAccountAsync(ct);
        var login = (await owner.LoginAsync(ct)).Value();
        owner.Use(login);
        await PostAsync("auth/logout", Refresh(), 204, ct);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        await GetAsync("auth/verification/status", ct);
        await PostAsync("auth/verification/resend", body: null, 202, ct);
        await PostAsync("auth/resend-verification", Mail(), 202, ct);
        await owner.VerifyAsync(ct);
        await owner.LinkAsync(ct);
        var login = (await owner.LoginAsync(ct)).Value();
        owner.Use(login);
        owner.Use((await PostAsync("auth/refresh", Refresh(), 200, ct)).Value());
        await owner.StepUpAsync(ct);
        var sessions = (await GetAsync("auth/sessions", ct))["items"]!.AsArray();
        ids["sessions"] = (string)
            sessions.First(session => !(bool)session!["is_current"]!)!["session_id"]!;
        var key = new JsonObject { ["name"] = "books", ["scopes"] = new JsonArray("read") };
        var made = (await PostAsync("auth/keys", key, 201, ct)).Value();
        ids["keys"] = (string)made["key"]!["key_id"]!;
        await GetAsync("auth/keys", ct);
        await GetAsync("mappings/currency-network", ct);
        await PostAsync("mappings/check-address", Wallet(), 200, ct);
    }

    private async Task SellAsync(CancellationToken ct)
    {
        var channel = await owner.OpenShopAsync(ct);
        ids["channelId"] = (string)channel["channel_id"]!;
        await GetAsync("chats", ct);
        await GetAsync("channels", ct);
        await GetAsync($"channels/{ids["channelId"]}/health", ct);
        await GetAsync($"public/channels/{(string)channel["link_code"]!}", ct);
        var market = new Market(owner.Flow);
        var sold = new SampleChannel(
            (string)channel["link_code"]!,
            long.Parse((string)channel["open_channel_id"]!, null),
            long.Parse((string)channel["closed_channel_id"]!, null),
            owner.Telegram.Phone.Person,
            Market.OwnerOfEther
        );
        var purchase = await market.SubscribeAsync(sold, ct);
        await market.PayAsync(purchase, ct);
        await new Story(owner.Flow, purchase.Order).WaitForPayoutAsync(ct);
        await ReadAsync("payments", "payment_id", ct);
        await ReadAsync("subscribers", "subscription_id", ct);
        await ReadAsync("payouts", "payout_id", ct);
        foreach (var table in new[] { "payments", "subscribers", "payouts" })
        {
            Assert.Equal(200, (await Api.GetAsync($"{table}/export", ct)).Status);
        }

        await GetAsync("balance", ct);
        await GetAsync("analytics/overview", ct);
        var months = (await GetAsync("statements", ct))["items"]!.AsArray();
        ids["month"] = (string)months[0]!["month"]!;
        await GetAsync($"statements/{ids["channelId"]}/{ids["month"]}", ct);
    }

    private async Task SteerAsync(CancellationToken ct)
    {
        var path = $"channels/{ids["channelId"]}";
        var seen = await Api.GetAsync(path, ct);
        var changed = await Api.SendAsync(
            HttpMethod.Patch,
            path,
            new JsonObject
            {
                ["trial_days"] = 3,
                ["payout_strategy"] = "threshold",
                ["payout_threshold_usd"] = "100",
            },
            ct,
            ("If-Match", seen.Header("ETag")!)
        );
        Assert.Equal("100", (string?)changed.Value()["payout_threshold_usd"]);
        var coupon = (await PostAsync($"{path}/coupons", Coupon("SPRING"), 201, ct)).Value();
        ids["couponId"] = (string)coupon["coupon_id"]!;
        Assert.Equal("2.5", (string?)coupon["amount_off_usd"]);
        await GetAsync($"{path}/coupons", ct);
        var held = await Api.SendAsync(HttpMethod.Put, $"{path}/wallet", Wallet(), ct);
        Assert.Equal(202, held.Status);
        ids["changeId"] = (string)held.Body!["change_id"]!;
        await GetAsync($"{path}/wallet", ct);
        await GetAsync("audit", ct);
    }

    private async Task SpeakAsync(CancellationToken ct)
    {
        var draft = new JsonObject
        {
            ["channel_id"] = ids["channelId"],
            ["segment"] = "active",
            ["body"] = "We are live <b>today</b> & tomorrow",
        };
        var made = (await PostAsync("announcements", draft, 201, ct)).Value();
        ids["announcements"] = (string)made["announcement_id"]!;
        var path = $"announcements/{ids["announcements"]}";
        await GetAsync($"announcements?channel_id={ids["channelId"]}", ct);
        await PostAsync($"{path}/preview", body: null, 200, ct);
        await owner.Telegram.Phone.HearAsync("We are live <b>today</b> & tomorrow", ct);
        await PostAsync($"{path}/schedule", new JsonObject { ["at"] = InAnHour() }, 200, ct);
        var cancelled = (await PostAsync($"{path}/cancel", body: null, 200, ct)).Value();
        Assert.Equal("cancelled", (string?)cancelled["state"]);
        await GetAsync(path, ct);
        await PostAsync($"channels/{ids["channelId"]}/posts/resend", body: null, 202, ct);
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await GetAsync("webhooks/event-types", ct);
        var wish = new JsonObject
        {
            ["url"] = new Uri(owner.Flow.Stack.Sandbox, "no-such-page").AbsoluteUri,
            ["event_types"] = new JsonArray("payment.paid"),
        };
        var made = (await PostAsync("webhooks", wish, 201, ct)).Value();
        ids["endpointId"] = (string)made["endpoint"]!["endpoint_id"]!;
        var path = $"webhooks/{ids["endpointId"]}";
        await GetAsync("webhooks", ct);
        await GetAsync(path, ct);
        var patch = new JsonObject { ["description"] = "for the books" };
        Assert.Equal(200, (await Api.SendAsync(HttpMethod.Patch, path, patch, ct)).Status);
        await PostAsync($"{path}/rotate-secret", body: null, 200, ct);
        await PostAsync($"{path}/test", body: null, 202, ct);
        await PostAsync($"{path}/replay", Range(), 202, ct);
        var delivery = await Eventually.FindAsync(
            async () =>
                (string?)
                    (await GetAsync($"{path}/deliveries", ct))["items"]!
                        .AsArray()
                        .FirstOrDefault(one => (int)one!["attempts"]! > 0)
                        ?["delivery_id"],
            ct
        );
        ids["deliveryId"] = delivery;
        await GetAsync($"{path}/deliveries/{delivery}", ct);
        Assert.Equal(
            202,
            (await Api.PostAsync($"{path}/deliveries/{delivery}/retry", body: null, ct)).Status
        );
    }

    private async Task EndTotpAsync(CancellationToken ct)
    {
        var offer = (await PostAsync("auth/totp", body: null, 200, ct)).Value();
        var secret = Base32Encoding.ToBytes((string)offer["secret"]!);
        var code = new Totp(secret).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);
        await PostAsync("auth/totp/confirm", new JsonObject { ["code"] = code }, 200, ct);
        await PostAsync("auth/totp/recovery-codes", body: null, 200, ct);
        await DoneAsync("DELETE", "auth/totp", 204, ct);
    }

    private async Task ChangeAccountAsync(CancellationToken ct)
    {
        var wish = new JsonObject { ["new_email"] = $"new.{owner.Email}" };
        await PostAsync("auth/account/change-email", wish, 202, ct);
        await PostAsync("auth/account/cancel-email-change", body: null, 204, ct);
        await PostAsync("auth/account/change-email", wish.DeepClone(), 202, ct);
        var unknown = new JsonObject { ["token"] = "unknown" };
        await PostAsync("auth/account/confirm-email-change", unknown, 400, ct);
        var change = new JsonObject
        {
            ["current_password"] = WebOwner.Password,
            ["new_password"] = "Another-Horse-2",
        };
        await PostAsync("auth/account/change-password", change, 204, ct);
        await PostAsync("auth/forgot-password", Mail(), 202, ct);
        var reset = new JsonObject
        {
            ["token"] = await owner.TokenAsync("/reset-password", ct),
            ["new_password"] = WebOwner.Password,
        };
        await PostAsync("auth/reset-password", reset, 204, ct);
    }

    private async Task ReadAsync(string table, string idName, CancellationToken ct)
    {
        var item = await Eventually.FindAsync(
            async () => (await GetAsync(table, ct))["items"]!.AsArray().FirstOrDefault(),
            ct
        );
        // payment_id of the body is {paymentId} in paths.
        var name = idName.Replace("_id", "Id", StringComparison.Ordinal);
        ids[name] = (string)item[idName]!;
        await GetAsync($"{table}/{ids[name]}", ct);
    }

    private async Task<JsonNode> GetAsync(string path, CancellationToken ct) =>
        (await Api.GetAsync(path, ct)).Value();

    private async Task<ApiAnswer> PostAsync(
        string path,
        JsonNode? body,
        int status,
        CancellationToken ct
    )
    {
        var answer = await Api.PostAsync(path, body, ct);
        Assert.True(
            answer.Status == status,
            $"{path}: {answer.Status} {answer.Body?.ToJsonString()}"
        );
        return answer;
    }

    private async Task DoneAsync(string method, string path, int status, CancellationToken ct)
    {
        var answer = await Api.SendAsync(new HttpMethod(method), path, body: null, ct);
        Assert.True(
            answer.Status == status,
            $"{path}: {answer.Status} {answer.Body?.ToJsonString()}"
        );
    }

    private JsonObject Mail() => new() { ["email"] = owner.Email };

    private JsonObject Refresh() => new() { ["refresh_token"] = owner.RefreshToken };

    private static JsonObject Wallet() =>
        new() { ["payout_coin"] = "eth@eth", ["payout_address"] = NewAddress };

    private static JsonObject Coupon(string code) =>
        new() { ["code"] = code, ["amount_off_usd"] = "2.50" };

    private static JsonObject Range() =>
        new()
        {
            ["from"] = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O", null),
            ["to"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("O", null),
        };

    private static string InAnHour() =>
        TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", null);
}
