using System.Text.Json.Nodes;
using OtpNet;

namespace Pgp.FlowTests.Web;

/// <summary>Accounts, their mails and sessions (spec 30, 10).</summary>
[Collection(nameof(WebCollection))]
public sealed class AccountScenarioTests(WebStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S28_A_reset_password_ends_every_session_and_its_link_works_once()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        await owner.VerifyAsync(Ct);
        var other = (await owner.LoginAsync(Ct)).Value();
        await owner.Api.PostAsync(
            "auth/forgot-password",
            new JsonObject { ["email"] = owner.Email },
            Ct
        );
        var reset = new JsonObject
        {
            ["token"] = await owner.TokenAsync("/reset-password", Ct),
            ["new_password"] = "Another-Horse-2",
        };
        Assert.Equal(204, (await owner.Api.PostAsync("auth/reset-password", reset, Ct)).Status);

        Assert.Equal(401, (await owner.Api.GetAsync("auth/me", Ct)).Status);
        Assert.Equal(401, (await RefreshAsync((string)other["refresh_token"]!)).Status);
        var again = await owner.Api.PostAsync("auth/reset-password", reset.DeepClone(), Ct);
        Assert.Equal((400, "token_invalid"), (again.Status, again.Code));
        Assert.Equal("invalid_credentials", (await owner.LoginAsync(Ct)).Code);
        Assert.Equal(200, (await owner.LoginAsync(Ct, password: "Another-Horse-2")).Status);
        await owner.MailAsync("password", Ct);
    }

    [Fact]
    public async Task S29_A_scanner_that_opens_the_link_confirms_nothing()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var token = await owner.TokenAsync("/verify-email", Ct);
        var opened = await owner.Api.GetAsync($"auth/verify-email?token={token}", Ct);
        Assert.Equal(405, opened.Status);
        Assert.False((bool)(await owner.Api.GetAsync("auth/me", Ct)).Value()["email_verified"]!);

        await owner.VerifyAsync(Ct);
        Assert.True((bool)(await owner.Api.GetAsync("auth/me", Ct)).Value()["email_verified"]!);
    }

    [Fact]
    public async Task S30_A_weak_password_at_the_reset_is_named_at_its_field_and_the_link_stays_good()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        await owner.VerifyAsync(Ct);
        await owner.Api.PostAsync(
            "auth/forgot-password",
            new JsonObject { ["email"] = owner.Email },
            Ct
        );
        var token = await owner.TokenAsync("/reset-password", Ct);
        var weak = await owner.Api.PostAsync(
            "auth/reset-password",
            new JsonObject { ["token"] = token, ["new_password"] = "weak" },
            Ct
        );
        Assert.Equal(422, weak.Status);
        Assert.Equal(["new_password: length"], weak.Errors);
        var strong = await owner.Api.PostAsync(
            "auth/reset-password",
            new JsonObject { ["token"] = token, ["new_password"] = "Another-Horse-2" },
            Ct
        );
        Assert.Equal(204, strong.Status);
    }

    [Fact]
    public async Task A_refresh_token_that_is_shown_again_later_ends_the_session_for_both()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var stolen = owner.RefreshToken;
        var next = (await RefreshAsync(stolen)).Value();
        // Within seconds it may be another tab; afterwards it is a copy.
        Assert.Equal(200, (await RefreshAsync(stolen)).Status);
        await flow.Facts.ChangeAsync(
            "update refresh_tokens set used_at = used_at - interval '1 minute' where used_at is not null"
        );
        Assert.Equal((401, "session_over"), Seen(await RefreshAsync(stolen)));
        Assert.Equal(401, (await RefreshAsync((string)next["refresh_token"]!)).Status);
        Assert.Equal(401, (await owner.Api.GetAsync("auth/me", Ct)).Status);

        owner.Use((await owner.LoginAsync(Ct)).Value());
        var lines = (await owner.Api.GetAsync("audit", Ct)).Value()["items"]!.AsArray();
        Assert.Contains(lines, line => (string?)line!["action"] == "session.ended_as_copied");
    }

    [Fact]
    public async Task The_cookie_counts_only_beside_the_sites_own_header()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var login = await owner.Api.PostAsync(
            "auth/login",
            new JsonObject
            {
                ["login"] = owner.Username,
                ["password"] = WebOwner.Password,
                ["session"] = "cookie",
            },
            Ct
        );
        Assert.Null((string?)login.Value()["refresh_token"]);
        var cookie = login.Header("Set-Cookie")!;
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/webapi/api/auth", cookie, StringComparison.OrdinalIgnoreCase);
        var pair = cookie.Split(';')[0];

        var foreign = await RefreshByCookieAsync(owner, pair);
        Assert.Equal((401, "session_over"), Seen(foreign));
        var own = await RefreshByCookieAsync(owner, pair, ("X-Pgp-Client", "site"));
        Assert.Equal(200, own.Status);
        Assert.NotNull(own.Header("Set-Cookie"));
    }

    [Fact]
    public async Task A_session_that_was_given_to_somebody_before_he_signed_in_is_not_taken_over()
    {
        var victim = await WebOwner.SignUpAsync(flow, Ct);
        var attacker = await WebOwner.SignUpAsync(flow, Ct);
        var login = await victim.Api.SendAsync(
            HttpMethod.Post,
            "auth/login",
            new JsonObject
            {
                ["login"] = victim.Username,
                ["password"] = WebOwner.Password,
                ["session"] = "cookie",
            },
            Ct,
            ("Cookie", $"pgp_refresh={attacker.RefreshToken}"),
            ("X-Pgp-Client", "site")
        );
        var cookie = login.Header("Set-Cookie")!.Split(';')[0];
        Assert.DoesNotContain(attacker.RefreshToken, cookie, StringComparison.Ordinal);
        var attackers = (await RefreshAsync(attacker.RefreshToken)).Value();
        Assert.Equal(attacker.Username, (string?)attackers["account"]!["username"]);
    }

    [Fact]
    public async Task Signing_up_with_a_known_mail_looks_like_any_other_and_is_told_there()
    {
        var first = await WebOwner.SignUpAsync(flow, Ct);
        await first.VerifyAsync(Ct);
        var api = new Api(flow);
        var second = await api.PostAsync(
            "auth/signup",
            new JsonObject
            {
                ["username"] = $"{first.Username}_again",
                ["email"] = first.Email.ToUpperInvariant(),
                ["password"] = WebOwner.Password,
                ["session"] = "token",
            },
            Ct
        );
        Assert.Equal(201, second.Status);
        await first.MailAsync("already", Ct);

        foreach (var email in new[] { first.Email, "nobody@example.com" })
        {
            var body = new JsonObject { ["email"] = email };
            var forgot = await api.PostAsync("auth/forgot-password", body, Ct);
            Assert.Equal((202, null), Seen(forgot));
            var resend = await api.PostAsync("auth/resend-verification", body.DeepClone(), Ct);
            Assert.Equal((202, null), Seen(resend));
        }
    }

    [Fact]
    public async Task A_name_is_one_in_any_case_and_a_mail_opens_the_door_once_it_is_confirmed()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var taken = await owner.Api.PostAsync(
            "auth/signup",
            new JsonObject
            {
                ["username"] = owner.Username.ToUpperInvariant(),
                ["email"] = "elsewhere@example.com",
                ["password"] = WebOwner.Password,
            },
            Ct
        );
        Assert.Equal((409, "username_taken"), Seen(taken));
        Assert.Equal(["username: taken"], taken.Errors);

        var early = await owner.LoginAsync(Ct, login: owner.Email);
        Assert.Equal((401, "invalid_credentials"), Seen(early));
        await owner.VerifyAsync(Ct);
        Assert.Equal(200, (await owner.LoginAsync(Ct, login: owner.Email)).Status);
    }

    [Fact]
    public async Task An_authenticator_is_asked_for_and_each_code_works_once()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var offer = await owner.Api.PostAsync("auth/totp", body: null, Ct);
        Assert.Equal((403, "step_up_required"), Seen(offer));
        await owner.StepUpAsync(Ct);
        var made = (await owner.Api.PostAsync("auth/totp", body: null, Ct)).Value();
        Assert.StartsWith("<svg", (string?)made["qr_svg"], StringComparison.Ordinal);
        var secret = Base32Encoding.ToBytes((string)made["secret"]!);
        var wrong = await owner.Api.PostAsync(
            "auth/totp/confirm",
            new JsonObject { ["code"] = "000000" },
            Ct
        );
        Assert.Equal(["code: wrong"], wrong.Errors);
        var code = CodeOf(secret);
        var codes = (
            await owner.Api.PostAsync("auth/totp/confirm", new JsonObject { ["code"] = code }, Ct)
        ).Value()["recovery_codes"]!.AsArray();
        Assert.Equal(10, codes.Count);

        Assert.Equal((401, "totp_required"), Seen(await owner.LoginAsync(Ct)));
        // The code that set it up was used by that.
        Assert.Equal((401, "totp_invalid"), Seen(await owner.LoginAsync(Ct, code: code)));
        await flow.Facts.ChangeAsync(
            $"update accounts set totp_step = totp_step - 10 where username = '{owner.Username}'"
        );
        Assert.Equal(200, (await owner.LoginAsync(Ct, code: CodeOf(secret))).Status);
        var spare = (string)codes[0]!;
        Assert.Equal(200, (await owner.LoginAsync(Ct, code: spare)).Status);
        Assert.Equal((401, "totp_invalid"), Seen(await owner.LoginAsync(Ct, code: spare)));
        await owner.MailAsync("recovery code", Ct);

        // From now on the password alone proves nothing.
        var byPassword = await owner.Api.PostAsync(
            "auth/step-up",
            new JsonObject { ["password"] = WebOwner.Password },
            Ct
        );
        Assert.Equal(["code: required"], byPassword.Errors);
    }

    [Fact]
    public async Task A_mail_is_changed_only_by_who_reads_the_new_one_and_the_old_one_hears_of_it()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var wish = new JsonObject { ["new_email"] = $"new.{owner.Email}" };
        await owner.StepUpAsync(Ct);
        var early = await owner.Api.PostAsync("auth/account/change-email", wish, Ct);
        Assert.Equal((403, "email_unverified"), Seen(early));
        await owner.VerifyAsync(Ct);
        var asked = await owner.Api.PostAsync("auth/account/change-email", wish.DeepClone(), Ct);
        Assert.Equal(202, asked.Status);
        await owner.MailAsync("n***@example.com", Ct);
        var token = await owner.TokenAsync("/confirm-email-change", Ct, $"new.{owner.Email}");

        Assert.Equal(owner.Email, (string?)(await MeAsync(owner))["email"]);
        var confirm = new JsonObject { ["token"] = token };
        var done = await owner.Api.PostAsync("auth/account/confirm-email-change", confirm, Ct);
        Assert.Equal(204, done.Status);
        var me = await MeAsync(owner);
        Assert.Equal($"new.{owner.Email}", (string?)me["email"]);
        Assert.True((bool)me["email_verified"]!);
        Assert.Null((string?)me["pending_email"]);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_leaves_this_one()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        await owner.VerifyAsync(Ct);
        await owner.StepUpAsync(Ct);
        var other = new Api(flow)
        {
            Token = (string)(await owner.LoginAsync(Ct)).Value()["access_token"]!,
        };
        var wrong = await ChangePasswordAsync(owner, "Wrong-Horse-9");
        Assert.Equal(["current_password: wrong"], wrong.Errors);
        Assert.Equal(204, (await ChangePasswordAsync(owner, WebOwner.Password)).Status);
        Assert.Equal(401, (await other.GetAsync("auth/me", Ct)).Status);
        Assert.Equal(200, (await owner.Api.GetAsync("auth/me", Ct)).Status);
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_from_where_it_may_until_it_is_revoked()
    {
        var owner = await WebOwner.ReadyAsync(flow, Ct);
        await owner.StepUpAsync(Ct);
        var reader = await KeyAsync(owner, ["read"]);
        var elsewhere = await KeyAsync(owner, ["read"], "203.0.113.0/24");
        var program = new Api(flow) { Token = (string)reader["secret"]! };
        Assert.Equal(200, (await program.GetAsync("channels", Ct)).Status);
        var write = await program.PostAsync("channels/register", new JsonObject(), Ct);
        Assert.Equal((403, "scope_missing"), Seen(write));
        Assert.Equal((403, "session_required"), Seen(await program.GetAsync("auth/keys", Ct)));

        var foreign = new Api(flow) { Token = (string)elsewhere["secret"]! };
        Assert.Equal(401, (await foreign.GetAsync("channels", Ct)).Status);

        var id = (string)reader["key"]!["key_id"]!;
        Assert.Equal(204, (await owner.Api.DeleteAsync($"auth/keys/{id}", Ct)).Status);
        Assert.Equal(401, (await program.GetAsync("channels", Ct)).Status);
        var rows = await flow.Facts.RowsAsync(
            "select prefix from api_keys where secret_hash = sha256(convert_to($1, 'UTF8'))",
            (string)reader["secret"]!
        );
        Assert.Single(rows);
    }

    [Fact]
    public async Task Members_that_nobody_asked_for_are_refused_and_change_nothing()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var made = await owner.Api.PostAsync(
            "auth/signup",
            new JsonObject
            {
                ["username"] = "mass_assigner",
                ["email"] = "mass@example.com",
                ["password"] = WebOwner.Password,
                ["email_verified"] = true,
            },
            Ct
        );
        Assert.Equal((400, "malformed_json"), Seen(made));
        Assert.Empty(
            await flow.Facts.RowsAsync(
                "select username from accounts where username = 'mass_assigner'"
            )
        );
    }

    [Fact]
    public async Task Bodies_beyond_64_kibibytes_are_refused()
    {
        var answer = await new Api(flow).PostAsync(
            "auth/login",
            new JsonObject { ["login"] = new string('x', 70_000), ["password"] = "x" },
            Ct
        );
        Assert.Equal((413, "too_large"), Seen(answer));
    }

    [Theory]
    [InlineData("' or 1=1 --")]
    [InlineData("owner'; drop table accounts; --")]
    [InlineData("\" or \"\"=\"")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Words_that_mean_something_elsewhere_mean_nothing_here(string words)
    {
        var login = await new Api(flow).PostAsync(
            "auth/login",
            new JsonObject { ["login"] = words, ["password"] = words },
            Ct
        );
        Assert.Equal((401, "invalid_credentials"), Seen(login));
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var page = await owner.Api.GetAsync($"audit?cursor={Uri.EscapeDataString(words)}", Ct);
        Assert.Equal(["cursor: unknown"], page.Errors);
    }

    private static async Task<JsonNode> KeyAsync(
        WebOwner owner,
        string[] scopes,
        params string[] networks
    ) =>
        (
            await owner.Api.PostAsync(
                "auth/keys",
                new JsonObject
                {
                    ["name"] = "a program",
                    ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
                    ["allowed_addresses"] = new JsonArray([
                        .. networks.Select(network => (JsonNode)network),
                    ]),
                },
                Ct
            )
        ).Value();

    private static async Task<JsonNode> MeAsync(WebOwner owner) =>
        (await owner.Api.GetAsync("auth/me", Ct)).Value();

    private static Task<ApiAnswer> ChangePasswordAsync(WebOwner owner, string current) =>
        owner.Api.PostAsync(
            "auth/account/change-password",
            new JsonObject { ["current_password"] = current, ["new_password"] = "Another-Horse-2" },
            Ct
        );

    private Task<ApiAnswer> RefreshAsync(string token) =>
        new Api(flow).PostAsync("auth/refresh", new JsonObject { ["refresh_token"] = token }, Ct);

    private static Task<ApiAnswer> RefreshByCookieAsync(
        WebOwner owner,
        string cookie,
        params (string, string)[] headers
    ) =>
        new Api(owner.Flow).SendAsync(
            HttpMethod.Post,
            "auth/refresh",
            new JsonObject(),
            Ct,
            [("Cookie", cookie), .. headers]
        );

    private static string CodeOf(byte[] secret) =>
        new Totp(secret).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static (int, string?) Seen(ApiAnswer answer) => (answer.Status, answer.Code);
}
