using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// One key version at Google Cloud KMS by REST (v1). Every value that matters travels with a CRC32C
/// in both directions; a difference is damage on the way and never signed with.
/// </summary>
internal sealed class KmsKey(
    HttpClient http,
    string keyVersion,
    Func<CancellationToken, ValueTask<string>> accessToken
)
{
    /// <summary>The public key as PEM text.</summary>
    public async Task<string> PublicKeyPemAsync(CancellationToken ct)
    {
        var uri = new Uri($"v1/{keyVersion}/publicKey", UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var answer = await SendAsync(request, ct);
        var body = answer.RootElement;
        var pem = Text(body, "pem");
        Check(body, "name", keyVersion);
        Check(body, "pemCrc32c", CrcText(System.Text.Encoding.UTF8.GetBytes(pem)));
        return pem;
    }

    /// <summary>The signature of a digest, in DER.</summary>
    public async Task<byte[]> SignAsync(Hash32 digest, CancellationToken ct)
    {
        var uri = new Uri($"v1/{keyVersion}:asymmetricSign", UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri);
        request.Content = new ByteArrayContent(SignBody(digest.ToArray()));
        request.Content.Headers.ContentType = new(MediaTypeNames.Application.Json);
        using var answer = await SendAsync(request, ct);
        var body = answer.RootElement;
        Check(body, "name", keyVersion);
        if (
            !body.TryGetProperty("verifiedDigestCrc32c", out var verified)
            || verified.ValueKind != JsonValueKind.True
        )
        {
            throw Corrupt("it did not get the checksum of the digest");
        }

        var signature = new byte[Text(body, "signature").Length];
        if (!Convert.TryFromBase64String(Text(body, "signature"), signature, out var length))
        {
            throw Corrupt("the signature is not base64");
        }

        Check(body, "signatureCrc32c", CrcText(signature.AsSpan(0, length)));
        return signature[..length];
    }

    private static byte[] SignBody(byte[] digest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("digest");
            // Named after the usual hash, but the service signs any 32 bytes.
            json.WriteBase64String("sha256", digest);
            json.WriteEndObject();
            json.WriteString("digestCrc32c", CrcText(digest));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var token = await accessToken(ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var reply = await HttpExchange.SendAsync(http, request, ct);
        switch (reply)
        {
            case HttpReply.Lost lost:
                throw new SigningException(SigningFailure.Unreachable, lost.Reason);
            case HttpReply.Answered { Status: var status and (< 200 or >= 300) }:
                var failure = status is 429 or >= 500
                    ? SigningFailure.Unreachable
                    : SigningFailure.Rejected;
                throw new SigningException(failure, $"the key service answered HTTP {status}");
            case HttpReply.Answered answered:
                return HttpExchange.TryParse(answered.Body) ?? throw Corrupt("it sent no JSON");
            default:
                throw new InvalidOperationException($"unknown reply: {reply}");
        }
    }

    private static void Check(JsonElement body, string member, string expected)
    {
        if (Text(body, member) != expected)
        {
            throw Corrupt($"its {member} is not the expected one");
        }
    }

    // 64-bit numbers come as strings, but plain numbers are legal too.
    private static string Text(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value)
            ? value.ValueKind == JsonValueKind.Number
                ? value.GetRawText()
                : value.ValueKind == JsonValueKind.String
                    ? value.GetString()!
                    : throw Corrupt($"its {member} is of another type")
            : throw Corrupt($"it sent no {member}");

    private static string CrcText(ReadOnlySpan<byte> bytes) =>
        Crc32C.Of(bytes).ToString(CultureInfo.InvariantCulture);

    private static SigningException Corrupt(string what) =>
        new(SigningFailure.Corrupt, $"the key service's answer is unusable: {what}");
}
