using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pgp.Adapters.Wire;
using Pgp.Contracts.Settings;

namespace Pgp.Adapters.GoogleCloud;

/// <summary>
/// Google Secret Manager by REST (spec 70, 4.4). Reading is billed and limited: read at start-up,
/// keep, refresh on a timer.
/// </summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
public sealed class SecretManagerSecrets(HttpClient http, MetadataToken tokens) : ISecretSource
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Google's own address; a simulator in tests.</summary>
    public static Uri DefaultAddress { get; } = new("https://secretmanager.googleapis.com/v1/");

    public static void Configure(HttpClient http, Uri baseAddress) =>
        PartnerHttp.Configure(http, baseAddress, TimeSpan.FromSeconds(15));

    /// <param name="reference">
    /// <c>projects/P/secrets/S/versions/V</c>, or without the version for the latest.
    /// </param>
    /// <exception cref="SecretUnreadableException">Anything but found or not found.</exception>
    public async ValueTask<string?> ReadAsync(string reference, CancellationToken ct) =>
        await AccessAsync(reference, ct) switch
        {
            SecretOutcome.Found found => found.Value,
            SecretOutcome.NotFound => null,
            var other => throw new SecretUnreadableException(reference, other),
        };

    /// <summary>As <see cref="ReadAsync"/>, with every outcome as a value.</summary>
    public async Task<SecretOutcome> AccessAsync(string reference, CancellationToken ct)
    {
        if (PathOf(reference) is not { } path)
        {
            return new SecretOutcome.Malformed();
        }

        var token = await tokens.AccessTokenAsync(ct);
        if (token is not TokenOutcome.Token { Value: var bearer })
        {
            return new SecretOutcome.Unavailable($"{token}");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path + ":access");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return await PartnerHttp.SendAsync(http, request, ct) switch
        {
            PartnerAnswer.Answered { IsSuccess: true } answered => Read(answered.JsonObject()),
            PartnerAnswer.Answered refused => Refusal(refused),
            PartnerAnswer.Silent silent => new SecretOutcome.Unavailable(silent.Reason),
            var other => throw new InvalidOperationException($"unknown answer: {other}"),
        };
    }

    private static SecretOutcome Read(JsonElement? answer)
    {
        if (
            answer is not { } json
            || WireJson.Member(json, "payload") is not { } payload
            || WireJson.Member(payload, "data") is not { ValueKind: JsonValueKind.String } data
            || !data.TryGetBytesFromBase64(out var bytes)
            || !uint.TryParse(
                WireJson.Text(payload, "dataCrc32c"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var stated
            )
            || Crc32C.Of(bytes) != stated
        )
        {
            return new SecretOutcome.Corrupt();
        }

        try
        {
            return new SecretOutcome.Found(StrictUtf8.GetString(bytes).Trim());
        }
        catch (DecoderFallbackException)
        {
            return new SecretOutcome.Corrupt();
        }
    }

    private static SecretOutcome Refusal(PartnerAnswer.Answered answered)
    {
        var status =
            answered.JsonObject() is { } json && WireJson.Member(json, "error") is { } error
                ? WireJson.Code(error, "status")
                : null;
        return status switch
        {
            "NOT_FOUND" => new SecretOutcome.NotFound(),
            "PERMISSION_DENIED" => new SecretOutcome.Denied(),
            "FAILED_PRECONDITION" => new SecretOutcome.Disabled(),
            _ => new SecretOutcome.Unavailable(status ?? $"http_{answered.Status}"),
        };
    }

    private static string? PathOf(string reference)
    {
        var parts = reference.Split('/');
        var isPlain = parts.All(part =>
            part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        );
        return parts switch
        {
            _ when !isPlain => null,
            ["projects", _, "secrets", _] => reference + "/versions/latest",
            ["projects", _, "secrets", _, "versions", _] => reference,
            _ => null,
        };
    }
}
