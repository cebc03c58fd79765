using System.Text.Json.Nodes;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Google;

/// <summary>
/// Cloud KMS for Ethereum keys (spec 70, 4.8): random k, high s about half of the time, checksums.
/// Called under the lock.
/// </summary>
internal sealed class SigningKeys(GoogleState state)
{
    private const string Curve = "1.3.132.0.10";

    private static readonly ECDomainParameters Secp256K1 = new(
        CustomNamedCurves.GetByOid(new DerObjectIdentifier(Curve))
    );

    /// <summary>Puts a private key into the module, by the full name of its version.</summary>
    public Answer Order(JsonObject request)
    {
        if (request.Text("name") is not { } name || request.Text("private_key") is not { } key)
        {
            return Control.ControlAnswers.Wrong("name and private_key are required");
        }

        state.SigningKeys[name] = key.StartsWith("0x", StringComparison.Ordinal) ? key[2..] : key;
        return Control.ControlAnswers.Done;
    }

    public Answer Sign(string name, JsonObject request)
    {
        if (!state.SigningKeys.TryGetValue(name, out var hex))
        {
            return GoogleReplies.NotFound($"CryptoKeyVersion {name}");
        }

        var text = request.Nested("digest")?.Text("sha256") ?? "";
        var digest = new byte[32];
        if (!Convert.TryFromBase64String(text, digest, out var length) || length != 32)
        {
            return GoogleReplies.Invalid("digest.sha256 must be 32 bytes");
        }

        var given = request.Text("digestCrc32c");
        if (given is not null && given != Crc32C.Text(digest))
        {
            return GoogleReplies.Invalid(
                "The checksum in field digest_crc32c did not match the digest"
            );
        }

        var signature = Der(digest, new BigInteger(hex, 16));
        return Answer.Json(
            new JsonObject
            {
                ["signature"] = Convert.ToBase64String(signature),
                ["signatureCrc32c"] = Crc32C.Text(signature),
                ["verifiedDigestCrc32c"] = given is not null,
                ["name"] = name,
                ["protectionLevel"] = "HSM",
            }
        );
    }

    public Answer PublicKey(string name)
    {
        if (!state.SigningKeys.TryGetValue(name, out var hex))
        {
            return GoogleReplies.NotFound($"CryptoKeyVersion {name}");
        }

        var point = Secp256K1.G.Multiply(new BigInteger(hex, 16)).Normalize().GetEncoded(false);
        var algorithm = new DerSequence(
            X9ObjectIdentifiers.IdECPublicKey,
            new DerObjectIdentifier(Curve)
        );
        var info = new DerSequence(algorithm, new DerBitString(point)).GetDerEncoded();
        var lines = Convert.ToBase64String(info).Chunk(64).Select(line => new string(line));
        var pem =
            $"-----BEGIN PUBLIC KEY-----\n{string.Join('\n', lines)}\n-----END PUBLIC KEY-----\n";
        return Answer.Json(
            new JsonObject
            {
                ["pem"] = pem,
                ["algorithm"] = "EC_SIGN_SECP256K1_SHA256",
                ["pemCrc32c"] = Crc32C.Text(System.Text.Encoding.UTF8.GetBytes(pem)),
                ["name"] = name,
                ["protectionLevel"] = "HSM",
            }
        );
    }

    private static byte[] Der(byte[] digest, BigInteger privateKey)
    {
        var signer = new ECDsaSigner();
        var key = new ECPrivateKeyParameters(privateKey, Secp256K1);
        signer.Init(forSigning: true, new ParametersWithRandom(key, new SecureRandom()));
        var pair = signer.GenerateSignature(digest);
        return new DerSequence(new DerInteger(pair[0]), new DerInteger(pair[1])).GetDerEncoded();
    }
}
