using Pgp.Adapters.Wire;

namespace Pgp.Adapters.NowPayments;

/// <summary>
/// Keeps the account's token, which the list of payments asks for besides the key. Register once:
/// the clients that share it come and go. The vendor's tokens live 5 minutes (spec 70, 1.1).
/// </summary>
public sealed class NowPaymentsLogin(NowPaymentsOptions options, TimeProvider clock)
{
    // A minute short of the vendor's five, so that no call travels with a token about to die.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);

    private volatile Token? current;

    internal bool IsConfigured => options is { Email.Length: > 0, Password.Length: > 0 };

    /// <summary>Forgets a token the vendor refused; one fetched since then stays.</summary>
    internal void Forget(string refused)
    {
        if (current is { } token && token.Value == refused)
        {
            current = null;
        }
    }

    /// <returns>The token, or <see langword="null"/> if the vendor gave none.</returns>
    internal async Task<string?> TokenAsync(HttpClient http, CancellationToken ct)
    {
        if (current is { } known && clock.GetUtcNow() < known.GoodUntil)
        {
            return known.Value;
        }

        var asked = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, "auth");
        request.Content = WireWriter.Object(body =>
        {
            body.WriteString("email", options.Email);
            body.WriteString("password", options.Password);
        });

        var answer = await PartnerHttp.SendAsync(http, request, ct) as PartnerAnswer.Answered;
        if (
            answer is not { IsSuccess: true }
            || answer.JsonObject() is not { } json
            || WireJson.Text(json, "token") is not { } value
        )
        {
            return null;
        }

        current = new Token(value, asked + Lifetime);
        return value;
    }

    private sealed class Token(string value, DateTimeOffset goodUntil)
    {
        public string Value => value;

        public DateTimeOffset GoodUntil => goodUntil;
    }
}
