using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Api;

/// <summary>What <c>bench api</c> found. The whole of it is what <c>--json</c> prints.</summary>
/// <param name="Ok">Every goal was reached, and every request was answered.</param>
/// <param name="Loads">While all were asked at once.</param>
/// <param name="Alone">One after the other: what the database needs, and little else.</param>
internal sealed record ApiReport(
    bool Ok,
    int Payments,
    int Owners,
    int LargestOwner,
    IReadOnlyList<ApiLoad> Loads,
    IReadOnlyList<ApiLine> Alone
)
{
    public static ApiReport Of(
        ApiBenchOptions options,
        IReadOnlyList<ApiLoad> loads,
        IReadOnlyList<ApiLine> alone
    ) =>
        new(
            loads.All(load => load.Failed == 0)
                && loads
                    .SelectMany(load => load.Routes)
                    .Concat(alone)
                    .All(line => line.Goal is not { } goal || line.P95Ms < goal),
            options.Payments,
            options.Owners,
            options.Large,
            loads,
            alone
        );
}

/// <summary>Requests at one rate.</summary>
/// <param name="Failed">Not answered with success.</param>
internal sealed record ApiLoad(
    int PerSecond,
    int Failed,
    ApiLine All,
    IReadOnlyList<ApiLine> Routes
);

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
