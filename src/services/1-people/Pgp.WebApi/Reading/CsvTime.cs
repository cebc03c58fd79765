using System.Globalization;

namespace Pgp.WebApi.Reading;

/// <summary>Moments in tables: RFC 3339, UTC, whole seconds.</summary>
internal static class CsvTime
{
    public static string Of(DateTimeOffset? moment) =>
        moment is { } at
            ? at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
            : "";
}
