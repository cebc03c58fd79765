using System.Buffers.Text;

namespace Pgp.WebApi.Http;

/// <summary>
/// A piece of a list, newest first. Ids grow with time, so the last one seen says where to go on,
/// however many rows have come meanwhile.
/// </summary>
/// <param name="Before">Only what is older; null: from the newest on.</param>
/// <param name="Limit">1 to 100.</param>
internal sealed record Page(Guid? Before, int Limit)
{
    private const int LimitStandard = 25;
    private const int LimitMax = 100;
    private const int IdBytes = 16;

    /// <param name="cursor">The <c>next_cursor</c> of the piece before; null: the first.</param>
    /// <param name="limit">How many; 25 by default.</param>
    /// <returns>Exactly one of the two.</returns>
    public static (Page? Page, Problem? Problem) Read(string? cursor, int? limit)
    {
        if (limit is < 1 or > LimitMax)
        {
            return (null, Problem.Invalid("limit", "out_of_range", $"1 to {LimitMax}."));
        }

        var count = limit ?? LimitStandard;
        if (string.IsNullOrEmpty(cursor))
        {
            return (new Page(null, count), null);
        }

        Span<byte> bytes = stackalloc byte[IdBytes];
        return
            cursor.Length <= 2 * IdBytes
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && length == IdBytes
            ? (new Page(new Guid(bytes, bigEndian: true), count), null)
            : (null, Problem.Invalid("cursor", "unknown", "Take it from the answer before."));
    }

    /// <summary>The next piece begins behind this row.</summary>
    public static string Cursor(Guid id) =>
        Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));
}
