using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Pgp.Adapters.Ethereum.Encoding;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// The 20 bytes of an account or a contract. The text form carries the checksum of EIP-55 in the
/// case of its letters.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EthAddress
{
    public const int Length = 20;

    private readonly UInt128 high;
    private readonly uint low;

    /// <exception cref="ArgumentException">Not 20 bytes.</exception>
    public EthAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"an address has {Length} bytes", nameof(bytes));
        }

        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>As <see cref="TryParse"/>, throwing instead of answering no.</summary>
    /// <exception cref="FormatException">No address, or one whose checksum is wrong.</exception>
    public static EthAddress Parse(string text) =>
        TryParse(text, out var address)
            ? address
            : throw new FormatException("not an address, or its EIP-55 checksum is wrong");

    /// <summary>
    /// Reads <c>0x</c> and 40 digits, all lower case, all upper case, or mixed as EIP-55 demands.
    /// Any other mixture is a typing error and is refused: money sent there is lost.
    /// </summary>
    public static bool TryParse(string? text, out EthAddress address)
    {
        address = default;
        if (!Hex.TryParseData(text, out var bytes) || bytes.Length != Length)
        {
            return false;
        }

        var read = new EthAddress(bytes);
        var digits = text.AsSpan(2);
        var isMixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        if (isMixed && read.ToString() != text)
        {
            return false;
        }

        address = read;
        return true;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), low);
        return bytes;
    }

    /// <summary>All lower case, the form for comparisons outside this program.</summary>
    public string ToLowerHex() => Hex.Data(ToArray());

    /// <summary>The form with checksum (EIP-55).</summary>
    public override string ToString()
    {
        var digits = Convert.ToHexStringLower(ToArray()).ToCharArray();
        var hash = Keccak.Hash(System.Text.Encoding.ASCII.GetBytes(digits)).ToArray();
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 0xf;
            if (nibble >= 8)
            {
                digits[i] = char.ToUpperInvariant(digits[i]);
            }
        }

        return "0x" + new string(digits);
    }
}
