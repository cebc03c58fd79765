using System.Buffers.Binary;

namespace Pgp.WebApi.Reading;

/// <summary>A stretch of time: its first moment, and the first moment after it.</summary>
internal sealed record Period(DateTimeOffset From, DateTimeOffset Until)
{
    // An id is made a moment before its row says when it was created.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public static Period Always { get; } =
        new(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Below the id of everything that was created within it.</summary>
    public Guid FirstId => At(From - Slack, 0x00);

    /// <summary>Above the id of everything that was created within it.</summary>
    public Guid LastId => At(Until + Slack, 0xff);

    // RFC 9562: a UUIDv7 begins with 48 bits of milliseconds.
    private static Guid At(DateTimeOffset moment, byte rest)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(rest);
        var milliseconds = Math.Max(0, moment.ToUnixTimeMilliseconds());
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(head, milliseconds);
        head[2..].CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
