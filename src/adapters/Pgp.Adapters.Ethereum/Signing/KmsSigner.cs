using System.Security.Cryptography;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// Signs with a key of Google Cloud KMS (algorithm <c>EC_SIGN_SECP256K1_SHA256</c>) that never
/// leaves the hardware. The same transaction signed twice gives two different, equally valid
/// results: store the first before sending it (spec 70, 4.8).
/// </summary>
public sealed class KmsSigner : ISigner
{
    private readonly KmsKey key;

    private KmsSigner(KmsKey key, EthAddress address)
    {
        this.key = key;
        Address = address;
    }

    public EthAddress Address { get; }

    /// <summary>Reads the public key, which tells the address.</summary>
    /// <param name="http">
    /// Its base address is the service, <c>https://cloudkms.googleapis.com/</c>.
    /// </param>
    /// <param name="keyVersion">
    /// <c>projects/…/cryptoKeyVersions/1</c>, without leading slash.
    /// </param>
    /// <param name="accessToken">
    /// Gives a token of scope <c>cloud-platform</c>; asked every time.
    /// </param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="SigningException">The key cannot be read or is of another kind.</exception>
    public static async Task<KmsSigner> OpenAsync(
        HttpClient http,
        string keyVersion,
        Func<CancellationToken, ValueTask<string>> accessToken,
        CancellationToken ct
    )
    {
        var opened = new KmsKey(http, keyVersion, accessToken);
        var pem = await opened.PublicKeyPemAsync(ct);
        return TryReadPem(pem, out var address)
            ? new KmsSigner(opened, address)
            : throw new SigningException(SigningFailure.Corrupt, "the key is not on secp256k1");
    }

    /// <inheritdoc/>
    public async ValueTask<SignedTransaction> SignAsync(
        Eip1559Transaction transaction,
        CancellationToken ct
    )
    {
        var digest = transaction.SigningHash;
        var der = await key.SignAsync(digest, ct);
        return KmsSignature.TryConvert(der, digest, Address, out var signature)
            ? transaction.Encode(signature)
            : throw new SigningException(
                SigningFailure.Corrupt,
                $"the key service answered no signature of {Address}"
            );
    }

    private static bool TryReadPem(string pem, out EthAddress address)
    {
        address = default;
        return PemEncoding.TryFind(pem, out var fields)
            && pem.AsSpan()[fields.Label] is "PUBLIC KEY"
            && KmsSignature.TryReadAddress(
                Convert.FromBase64String(pem[fields.Base64Data]),
                out address
            );
    }
}
