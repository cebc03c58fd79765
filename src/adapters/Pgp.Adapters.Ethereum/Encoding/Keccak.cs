using Org.BouncyCastle.Crypto.Digests;

namespace Pgp.Adapters.Ethereum.Encoding;

/// <summary>
/// Keccak-256 with the padding of Ethereum. The platform's SHA3-256 is another function: the
/// standard changed the padding after Ethereum had chosen.
/// </summary>
internal static class Keccak
{
    public static Hash32 Hash(ReadOnlySpan<byte> input)
    {
        var digest = new KeccakDigest(256);
        Span<byte> output = stackalloc byte[Hash32.Length];
        digest.BlockUpdate(input);
        digest.DoFinal(output);
        return new Hash32(output);
    }
}
