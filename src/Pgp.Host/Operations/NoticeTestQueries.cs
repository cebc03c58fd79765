using Pgp.Common.Database;

namespace Pgp.Host.Operations;

/// <summary>Looks what became of a test notice.</summary>
internal static class NoticeTestQueries
{
    private const string StateSql = """
        select state from notices where notice_key = $1
        """;

    public static Task<string?> StateAsync(Database database, string key, CancellationToken ct) =>
        database.RunAsync(StateSql, sql => sql.With(key).FirstAsync(row => row.Text(0), ct), ct);
}
