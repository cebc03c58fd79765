using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Api;

/// <summary>What <c>bench api</c> found. The whole of it is what <c>--json</c> prints.</summary>
/// <param name="Ok">Every goal was reached, and every request was answered.</param>
/// <param name="Routes">While all were asked at once.</param>
/// <param name="Alone">One after the other: what the database needs, and little else.</param>
internal sealed record ApiReport(
    bool Ok,
    int Payments,
    int Owners,
    int LargestOwner,
    int PerSecond,
    IReadOnlyList<ApiLine> Routes,
    IReadOnlyList<ApiLine> Alone
)
{
    public static ApiReport Of(
        int payments,
        int owners,
        int large,
        int perSecond,
        IReadOnlyList<ApiLine> routes,
        IReadOnlyList<ApiLine> alone
    ) =>
        new(
            routes.Concat(alone).All(line => line.Goal is not { } goal || line.P95Ms < goal),
            payments,
            owners,
            large,
            perSecond,
            routes,
            alone
        );
}

/// <summary>Milliseconds from when a request was due to its whole answer.</summary>
/// <param name="Goal">What 95 of 100 should stay below; null: none.</param>
internal sealed record ApiLine(
    string Route,
    int Count,
    decimal P50Ms,
    decimal P95Ms,
    decimal P99Ms,
    decimal? Goal
)
{
    public static ApiLine Of(string route, List<TimeSpan> samples, decimal? goal)
    {
        var times = Latencies.Of(samples);
        return new ApiLine(route, times.Count, times.P50, times.P95, times.P99, goal);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(ApiReport))]
internal sealed partial class ApiReportJson : JsonSerializerContext;
