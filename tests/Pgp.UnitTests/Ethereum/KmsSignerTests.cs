using System.Net;
using System.Text.Json;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Signing;

namespace Pgp.UnitTests.Ethereum;

public class KmsSignerTests
{
    private const string KeyVersion =
        "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1";

    private const string Pem =
        "-----BEGIN PUBLIC KEY-----\\n" + KmsVector.PublicKey + "\\n-----END PUBLIC KEY-----\\n";

    private const string LowSCrc = "2385104363";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_service_signs_what_a_local_key_signs()
    {
        var server = Opened().Answers(Signature(KmsVector.LowS, LowSCrc));
        var signer = await OpenAsync(server);
        Assert.Equal(Known.Sender, signer.Address.ToString());

        var signed = await signer.SignAsync(Known.EtherTransfer, Ct);
        var local = await Known.Signer.SignAsync(Known.EtherTransfer, Ct);
        Assert.Equal(local.Hash, signed.Hash);

        var (method, address, body, token) = server.Requests[1];
        Assert.Equal(HttpMethod.Post, method);
        Assert.Equal($"http://partner.test/path/v1/{KeyVersion}:asymmetricSign", $"{address}");
        Assert.Equal("Bearer token-2", token);
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            KmsVector.Digest,
            json.GetProperty("digest").GetProperty("sha256").GetString()
        );
        Assert.Equal("2600824047", json.GetProperty("digestCrc32c").GetString());
    }

    [Fact]
    public async Task The_public_key_is_read_once_when_it_is_opened()
    {
        var server = Opened();
        await OpenAsync(server);
        var (method, address, _, token) = Assert.Single(server.Requests);
        Assert.Equal(HttpMethod.Get, method);
        Assert.Equal($"http://partner.test/path/v1/{KeyVersion}/publicKey", $"{address}");
        Assert.Equal("Bearer token-1", token);
    }

    [Fact]
    public async Task A_checksum_may_also_come_as_a_number()
    {
        var body = Signature(KmsVector.LowS, LowSCrc)
            .Replace($"\"{LowSCrc}\"", LowSCrc, StringComparison.Ordinal);
        var signer = await OpenAsync(Opened().Answers(body));
        var signed = await signer.SignAsync(Known.EtherTransfer, Ct);
        Assert.Equal(
            "0x76fd4bcbc5ef2e0f3f51acbe457b8e97ec9dd1537151b1ff379417f45e3efe95",
            signed.Hash.ToString()
        );
    }

    public static TheoryData<string> DamagedAnswers =>
        [
            Signature(KmsVector.LowS, "1"),
            Signature(KmsVector.LowS, LowSCrc, verified: "false"),
            Signature(KmsVector.LowS, LowSCrc, verified: "null"),
            Signature(KmsVector.LowS, LowSCrc, name: "projects/p/another"),
            Signature("%%%", LowSCrc),
            Signature("AAAA", CrcOf("AAAA")),
            "{}",
            "[]",
            "not json",
            "",
        ];

    [Theory]
    [MemberData(nameof(DamagedAnswers))]
    public async Task A_damaged_answer_is_never_signed_with(string body)
    {
        var signer = await OpenAsync(Opened().Answers(body));
        var failure = await Assert.ThrowsAsync<SigningException>(async () =>
            await signer.SignAsync(Known.EtherTransfer, Ct)
        );
        Assert.Equal(SigningFailure.Corrupt, failure.Failure);
    }

    [Fact]
    public async Task A_signature_of_another_digest_is_refused()
    {
        var signer = await OpenAsync(Opened().Answers(Signature(KmsVector.LowS, LowSCrc)));
        var failure = await Assert.ThrowsAsync<SigningException>(async () =>
            await signer.SignAsync(Known.UsdtTransfer, Ct)
        );
        Assert.Equal(SigningFailure.Corrupt, failure.Failure);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, SigningFailure.Rejected)]
    [InlineData(HttpStatusCode.NotFound, SigningFailure.Rejected)]
    [InlineData(HttpStatusCode.TooManyRequests, SigningFailure.Unreachable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, SigningFailure.Unreachable)]
    public async Task A_status_says_whether_to_ask_again(
        HttpStatusCode status,
        SigningFailure expected
    )
    {
        var signer = await OpenAsync(Opened().Answers(status, "{\"error\":{}}"));
        var failure = await Assert.ThrowsAsync<SigningException>(async () =>
            await signer.SignAsync(Known.EtherTransfer, Ct)
        );
        Assert.Equal(expected, failure.Failure);
    }

    [Fact]
    public async Task No_answer_is_unreachable()
    {
        var signer = await OpenAsync(Opened().Throws(new HttpRequestException("refused")));
        var failure = await Assert.ThrowsAsync<SigningException>(async () =>
            await signer.SignAsync(Known.EtherTransfer, Ct)
        );
        Assert.Equal(SigningFailure.Unreachable, failure.Failure);
    }

    [Theory]
    [InlineData("no pem at all")]
    [InlineData("-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\\n")]
    public async Task A_key_that_is_none_cannot_be_opened(string pem)
    {
        var server = new ScriptedServer().Answers(PublicKey(pem));
        var failure = await Assert.ThrowsAsync<SigningException>(() => OpenAsync(server));
        Assert.Equal(SigningFailure.Corrupt, failure.Failure);
    }

    private static Task<KmsSigner> OpenAsync(ScriptedServer server)
    {
        var asked = 0;
        return KmsSigner.OpenAsync(
            server.Client,
            KeyVersion,
            _ => ValueTask.FromResult($"token-{++asked}"),
            Ct
        );
    }

    private static ScriptedServer Opened() => new ScriptedServer().Answers(PublicKey(Pem));

    private static string PublicKey(string pem)
    {
        var text = pem.Replace("\\n", "\n", StringComparison.Ordinal);
        var crc = Crc32C.Of(System.Text.Encoding.UTF8.GetBytes(text));
        return $$"""
            {"pem":"{{pem}}","algorithm":"EC_SIGN_SECP256K1_SHA256",
             "pemCrc32c":"{{crc}}","name":"{{KeyVersion}}"}
            """;
    }

    private static string Signature(
        string signature,
        string crc,
        string verified = "true",
        string name = KeyVersion
    ) =>
        $$"""
            {"signature":"{{signature}}","signatureCrc32c":"{{crc}}",
             "verifiedDigestCrc32c":{{verified}},"name":"{{name}}","protectionLevel":"HSM"}
            """;

    private static string CrcOf(string base64) =>
        Crc32C.Of(Convert.FromBase64String(base64)).ToString();
}
