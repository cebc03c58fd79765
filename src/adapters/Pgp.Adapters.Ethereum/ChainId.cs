using System.Globalization;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// Which chain a transaction is for (EIP-155). It is part of what is signed, so that a transaction
/// of one chain cannot be replayed on another.
/// </summary>
public readonly record struct ChainId(long Value)
{
    public static ChainId Mainnet => new(1);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
