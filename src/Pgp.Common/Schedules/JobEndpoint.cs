using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pgp.Common.Settings;

namespace Pgp.Common.Schedules;

/// <summary>What a scheduler outside hears.</summary>
/// <param name="State">done, failed, overlapped or already.</param>
internal sealed record JobAnswer(string Job, DateTimeOffset Slot, string State, string? Result);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobAnswer))]
internal sealed partial class JobJson : JsonSerializerContext;

/// <summary>
/// Starts a run for a scheduler outside, such as Cloud Scheduler. The body is ignored and may be
/// empty: a scheduler that sends none once stopped all payouts (spec 10, P39).
/// </summary>
internal static class JobEndpoint
{
    private const string Scheme = "Bearer ";
    private const string SlotHeader = "X-CloudScheduler-ScheduleTime";

    public static void Map(
        IEndpointRouteBuilder routes,
        JobRunner runner,
        Secret token,
        TimeProvider clock
    ) => routes.MapPost(runner.Schedule.Path, context => RunAsync(context, runner, token, clock));

    private static async Task RunAsync(
        HttpContext context,
        JobRunner runner,
        Secret token,
        TimeProvider clock
    )
    {
        if (!Admits(context.Request, token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        var slot = SlotOf(context.Request) ?? clock.GetUtcNow();
        var run = await runner.RunAsync(slot, context.RequestAborted);
        var answer = run switch
        {
            JobRun.Done done => Answer("done", done.Result),
            JobRun.Failed failed => Answer("failed", failed.Reason),
            JobRun.Overlapped => Answer("overlapped", null),
            JobRun.Already => Answer("already", null),
            _ => throw new InvalidOperationException($"unknown run: {run}"),
        };
        context.Response.StatusCode =
            run is JobRun.Failed
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            answer,
            JobJson.Default.JobAnswer,
            context.RequestAborted
        );

        JobAnswer Answer(string state, string? result) =>
            new(runner.Schedule.Name, slot, state, result);
    }

    // A call that is repeated names the same moment, so that it is the same slot.
    private static DateTimeOffset? SlotOf(HttpRequest request) =>
        DateTimeOffset.TryParse(
            request.Headers[SlotHeader],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var slot
        )
            ? slot
            : null;

    private static bool Admits(HttpRequest request, Secret token)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                Hash(header[Scheme.Length..].Trim()),
                Hash(token.Reveal())
            );
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
