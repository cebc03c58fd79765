using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Pgp.Adapters.Ethereum.Encoding;
using Pgp.Adapters.Ethereum.Rpc;

namespace Pgp.Adapters.Ethereum;

/// <summary>
/// The two calls and the one event of a token contract that we use (EIP-20). A transfer's returned
/// value is never looked at: USDT returns none (spec 70, 5.5). The receipt and the event tell.
/// </summary>
public static class Erc20
{
    private const int WordLength = 32;
    private const int AddressPadding = WordLength - EthAddress.Length;

    private static readonly BigInteger WordMax = (BigInteger.One << (8 * WordLength)) - 1;
    private static readonly byte[] TransferSelector = [0xa9, 0x05, 0x9c, 0xbb];
    private static readonly byte[] BalanceOfSelector = [0x70, 0xa0, 0x82, 0x31];

    /// <summary>The first topic of <c>Transfer(address,address,uint256)</c>.</summary>
    public static Hash32 TransferTopic { get; } =
        Keccak.Hash("Transfer(address,address,uint256)"u8);

    /// <summary>Call data of <c>transfer(address,uint256)</c>.</summary>
    /// <param name="to">Who gets the tokens.</param>
    /// <param name="atomic">Whole atomic units of the token.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or wider than 256 bits.</exception>
    public static byte[] Transfer(EthAddress to, BigInteger atomic) =>
        [.. TransferSelector, .. Word(to), .. Word(atomic)];

    /// <summary>Call data of <c>balanceOf(address)</c>.</summary>
    public static byte[] BalanceOf(EthAddress holder) => [.. BalanceOfSelector, .. Word(holder)];

    /// <summary>Reads a Transfer event; any other log, or one of another shape, is none.</summary>
    public static bool TryReadTransfer(
        EventLog log,
        [NotNullWhen(true)] out TokenTransfer? transfer
    )
    {
        transfer = null;
        if (
            log.Topics is not [var name, var from, var to]
            || name != TransferTopic
            || log.Data.Length != WordLength
            || !TryReadAddress(from, out var sender)
            || !TryReadAddress(to, out var receiver)
        )
        {
            return false;
        }

        transfer = new TokenTransfer(log.Address, sender, receiver, ReadWord(log.Data.Span));
        return true;
    }

    /// <summary>Reads the 32-byte answer of <c>balanceOf</c>.</summary>
    internal static BigInteger ReadWord(ReadOnlySpan<byte> word) =>
        new(word, isUnsigned: true, isBigEndian: true);

    private static bool TryReadAddress(Hash32 topic, out EthAddress address)
    {
        var word = topic.ToArray();
        address = new EthAddress(word.AsSpan(AddressPadding));
        return word.AsSpan(0, AddressPadding).IndexOfAnyExcept((byte)0) < 0;
    }

    private static byte[] Word(EthAddress address) =>
        [.. new byte[AddressPadding], .. address.ToArray()];

    private static byte[] Word(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WordMax);
        var digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[WordLength - digits.Length], .. digits];
    }
}

/// <summary>Tokens that moved, as the contract itself reported.</summary>
/// <param name="Contract">
/// The token's contract: the event of any other contract proves nothing.
/// </param>
/// <param name="From">Who held them.</param>
/// <param name="To">Who holds them now.</param>
/// <param name="Atomic">Whole atomic units of the token.</param>
public sealed record TokenTransfer(
    EthAddress Contract,
    EthAddress From,
    EthAddress To,
    BigInteger Atomic
);
