using System.Text.Json.Nodes;

namespace Pgp.FlowTests.Web;

/// <summary>Who tries too often.</summary>
[Collection(nameof(StrictWebCollection))]
public sealed class LockOutTests(StrictWebStack flow)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S27_Eleven_wrong_passwords_lock_a_name_alike_whether_it_exists_or_not()
    {
        var owner = await WebOwner.SignUpAsync(flow, Ct);
        var known = await TryAsync(owner.Username);
        var unknown = await TryAsync("nobody_at_all");
        Assert.Equal(
            [.. Enumerable.Repeat("401 invalid_credentials", 10), "429 too_many_attempts"],
            known
        );
        Assert.Equal(known, unknown);

        // The right password does not help while it is locked.
        var right = await owner.LoginAsync(Ct);
        Assert.Equal("too_many_attempts", right.Code);
        Assert.InRange(int.Parse(right.Header("Retry-After")!, null), 1, 900);
    }

    [Fact]
    public async Task Mails_are_asked_for_three_times_an_hour()
    {
        var api = new Api(flow);
        var seen = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            var body = new JsonObject { ["email"] = "somebody@example.com" };
            seen.Add((await api.PostAsync("auth/forgot-password", body, Ct)).Status);
        }

        Assert.Equal([202, 202, 202, 429], seen);
    }

    private async Task<IReadOnlyList<string>> TryAsync(string name)
    {
        var api = new Api(flow);
        var seen = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            var answer = await api.PostAsync(
                "auth/login",
                new JsonObject { ["login"] = name, ["password"] = $"Wrong-Horse-{i}" },
                Ct
            );
            seen.Add($"{answer.Status} {answer.Code}");
        }

        return seen;
    }
}
