using System.Runtime.CompilerServices;
using Pgp.Common.Database;

namespace Pgp.WebApi.Reading;

/// <summary>A long table, read piece by piece.</summary>
internal static class TablePieces
{
    /// <summary>
    /// Each piece is a look of its own: no transaction waits for a slow reader.
    /// </summary>
    /// <param name="readAsync">
    /// Reads the rows behind a place, which is null at the beginning, and says the next place, or
    /// null where these were the last.
    /// </param>
    public static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(
        Database database,
        Func<Unit, Guid?, CancellationToken, Task<TablePiece>> readAsync,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        Guid? before = null;
        do
        {
            TablePiece piece;
            await using (var unit = await database.BeginAsync(ct))
            {
                piece = await readAsync(unit, before, ct);
            }

            yield return piece.Rows;
            before = piece.Next;
        } while (before is not null);
    }
}

/// <summary>Some rows of a table, and where the next ones begin.</summary>
internal sealed record TablePiece(IReadOnlyList<IReadOnlyList<string>> Rows, Guid? Next);
