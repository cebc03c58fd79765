using Pgp.Common.Database;

namespace Pgp.Oversight.Overdue;

/// <summary>How every search is asked: subject, since and reason come back, oldest first.</summary>
internal static class FindingQueries
{
    /// <summary>For rows that an index tells from ended ones. Parameters: before, limit.</summary>
    public static Task<IReadOnlyList<Finding>> AskAsync(
        Database database,
        string sql,
        Look look,
        CancellationToken ct
    ) =>
        database.RunAsync(
            sql,
            text => text.With(look.Before).With(Look.FindingsMax).AllAsync(Read, ct),
            ct
        );

    /// <summary>
    /// For rows whose end is written elsewhere. Parameters: before, limit, from, kind.
    /// </summary>
    public static Task<IReadOnlyList<Finding>> AskWindowAsync(
        Database database,
        string sql,
        Look look,
        CancellationToken ct
    ) =>
        database.RunAsync(
            sql,
            text =>
                text.With(look.Before)
                    .With(Look.FindingsMax)
                    .With(look.From)
                    .With(look.Kind)
                    .AllAsync(Read, ct),
            ct
        );

    /// <summary>For searches that treat one kind of task apart. Parameters: before, limit,
    /// name.</summary>
    public static Task<IReadOnlyList<Finding>> AskApartAsync(
        Database database,
        string sql,
        Look look,
        string name,
        CancellationToken ct
    ) =>
        database.RunAsync(
            sql,
            text => text.With(look.Before).With(Look.FindingsMax).With(name).AllAsync(Read, ct),
            ct
        );

    private static Finding Read(Row row) => new(row.Text(0), row.Time(1), row.Text(2));
}
