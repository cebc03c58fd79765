using System.Numerics;

namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// A signature over secp256k1 as a transaction carries it: <c>s</c> in the lower half of the order
/// (EIP-2) and the parity of the point from which <c>r</c> was taken (EIP-2718).
/// </summary>
public readonly record struct EcdsaSignature
{
    private EcdsaSignature(BigInteger r, BigInteger s, int yParity)
    {
        R = r;
        S = s;
        YParity = yParity;
    }

    public BigInteger R { get; }

    public BigInteger S { get; }

    /// <summary>0 or 1.</summary>
    public int YParity { get; }

    /// <summary>
    /// Takes any valid signature. <c>n − s</c> signs the same digest with the mirrored point, so an
    /// upper <c>s</c> is exchanged together with the parity.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// r or s is no number from 1 to n − 1.
    /// </exception>
    internal static EcdsaSignature LowS(BigInteger r, BigInteger s, int yParity)
    {
        if (!Secp256k1.IsScalar(r) || !Secp256k1.IsScalar(s))
        {
            throw new ArgumentOutOfRangeException(nameof(s), "r and s are numbers from 1 to n − 1");
        }

        return s > Secp256k1.HalfOrder
            ? new EcdsaSignature(r, Secp256k1.Order - s, 1 - yParity)
            : new EcdsaSignature(r, s, yParity);
    }
}
