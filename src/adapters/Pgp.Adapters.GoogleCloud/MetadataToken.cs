using System.Globalization;
using Pgp.Adapters.Wire;

namespace Pgp.Adapters.GoogleCloud;

/// <summary>
/// Access tokens of the service account this instance runs as, from the metadata server (spec 70,
/// 4.1). Register once: it keeps the token until shortly before it ends.
/// </summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
public sealed class MetadataToken(HttpClient http, TimeProvider clock)
{
    private const string Path =
        "computeMetadata/v1/instance/service-accounts/default/token"
        + "?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcloud-platform";

    // Room for the call that uses the token, and for clocks that differ a little.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private volatile TokenOutcome.Token? current;

    /// <summary>Where the metadata server answers inside Google Cloud.</summary>
    public static Uri DefaultAddress { get; } = new("http://metadata.google.internal/");

    public static void Configure(HttpClient http, Uri baseAddress)
    {
        PartnerHttp.Configure(http, baseAddress, TimeSpan.FromSeconds(5));
        http.DefaultRequestHeaders.Remove("Metadata-Flavor");
        http.DefaultRequestHeaders.Add("Metadata-Flavor", "Google");
    }

    public async ValueTask<TokenOutcome> AccessTokenAsync(CancellationToken ct)
    {
        if (current is { } known && clock.GetUtcNow() < known.GoodUntil)
        {
            return known;
        }

        var asked = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        switch (await PartnerHttp.SendAsync(http, request, ct))
        {
            case PartnerAnswer.Answered { IsSuccess: true } answered:
                if (Read(answered, asked) is not { } token)
                {
                    return new TokenOutcome.Unavailable("unreadable token");
                }

                current = token;
                return token;
            case PartnerAnswer.Answered refused:
                return new TokenOutcome.Unavailable($"http_{refused.Status}");
            case PartnerAnswer.Silent silent:
                return new TokenOutcome.Unavailable(silent.Reason);
            case var other:
                throw new InvalidOperationException($"unknown answer: {other}");
        }
    }

    private static TokenOutcome.Token? Read(
        PartnerAnswer.Answered answered,
        DateTimeOffset asked
    ) =>
        answered.JsonObject() is { } json
        && WireJson.Text(json, "access_token") is { } value
        && int.TryParse(
            WireJson.Text(json, "expires_in"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? new TokenOutcome.Token(value, asked + TimeSpan.FromSeconds(seconds) - Margin)
            : null;
}

/// <summary>A token for Google's interfaces, or why there is none.</summary>
public abstract record TokenOutcome
{
    private TokenOutcome() { }

    /// <param name="Value">For the header <c>Authorization: Bearer</c>.</param>
    /// <param name="GoodUntil">
    /// Ask again from then on; the token itself lives a little longer.
    /// </param>
    public sealed record Token(string Value, DateTimeOffset GoodUntil) : TokenOutcome
    {
        /// <summary>Never the token.</summary>
        public override string ToString() => $"token good until {GoodUntil:O}";
    }

    public sealed record Unavailable(string Reason) : TokenOutcome;
}
