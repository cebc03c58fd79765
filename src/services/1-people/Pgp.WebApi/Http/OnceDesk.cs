using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Pgp.Common.Database;

namespace Pgp.WebApi.Http;

/// <summary>
/// Lets a request with one <c>Idempotency-Key</c> have its effect once: its answer is kept for
/// seven days and given again.
/// </summary>
internal sealed class OnceDesk(Database database)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayHeader = "Idempotency-Replayed";
    private const int KeyLengthMax = 255;

    /// <summary>How long an answer is kept (spec 50, 1.8).</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    // Longer than any handler takes; a process that died leaves the key for the next try.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InFlightPause = TimeSpan.FromSeconds(1);

    private static Problem KeyMissing { get; } =
        Problem.Of(
            StatusCodes.Status400BadRequest,
            "idempotency_key_required",
            $"Send a header {Header} of 1 to {KeyLengthMax} characters, new for each intention."
        );

    private static Problem KeyReused { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "idempotency_key_reused",
            "This key came with another request before. Use a new key for a new intention."
        );

    private static Problem InFlight { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "idempotency_in_flight",
            "The first request with this key is still at work. Ask again in a moment."
        ) with
        {
            RetryAfter = InFlightPause,
        };

    public async Task RunAsync(HttpContext context, Caller caller, RequestDelegate inside)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > KeyLengthMax)
        {
            await KeyMissing.ExecuteAsync(context);
            return;
        }

        var ct = context.RequestAborted;
        var body = await ReadBodyAsync(context.Request, ct);
        var wish = new OnceWish(
            caller.Account,
            key,
            $"{context.Request.Method} {context.Request.Path}",
            SHA256.HashData(body)
        );
        if (await TakeAsync(wish, ct) is { } earlier)
        {
            await AnswerAsync(context, wish, earlier);
            return;
        }

        await FirstAsync(context, wish, inside);
    }

    // Null: it is ours to do.
    private async Task<OnceAnswer?> TakeAsync(OnceWish wish, CancellationToken ct)
    {
        var now = database.Clock.GetUtcNow();
        if (await OnceQueries.BeginAsync(database, wish, now, now + Lease, ct))
        {
            return null;
        }

        var earlier = await OnceQueries.FindAsync(database, wish, ct);
        var mayTakeOver =
            earlier is not null
            && (
                earlier.CreatedAt < now - KeptFor
                || earlier.IsFor(wish) && earlier.Status is null && earlier.LeaseUntil <= now
            );
        if (!mayTakeOver)
        {
            // Taken back meanwhile: as if it were still at work.
            return earlier ?? OnceAnswer.AtWork(wish, now);
        }

        return await OnceQueries.TakeOverAsync(database, wish, earlier!, now, now + Lease, ct)
            ? null
            : OnceAnswer.AtWork(wish, now);
    }

    private static async Task AnswerAsync(HttpContext context, OnceWish wish, OnceAnswer earlier)
    {
        if (!earlier.IsFor(wish))
        {
            await KeyReused.ExecuteAsync(context);
        }
        else if (earlier is not { Status: { } status, Body: { } body })
        {
            await InFlight.ExecuteAsync(context);
        }
        else
        {
            var response = context.Response;
            response.StatusCode = status;
            response.ContentType = earlier.ContentType;
            response.Headers[ReplayHeader] = "true";
            if (earlier.Location is { } location)
            {
                response.Headers.Location = location;
            }

            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task FirstAsync(HttpContext context, OnceWish wish, RequestDelegate inside)
    {
        var response = context.Response;
        var wire = response.Body;
        using var kept = new MemoryStream();
        response.Body = kept;
        try
        {
            await inside(context);
        }
        catch
        {
            // Whoever asks again may try: nothing was committed, or it can be seen that it was.
            await OnceQueries.ForgetAsync(database, wish, CancellationToken.None);
            throw;
        }
        finally
        {
            response.Body = wire;
        }

        var body = kept.ToArray();
        if (response.StatusCode is StatusCodes.Status429TooManyRequests or >= 500)
        {
            await OnceQueries.ForgetAsync(database, wish, CancellationToken.None);
        }
        else
        {
            var answer = new OnceAnswer(wish.Route, wish.BodyHash, default, default)
            {
                Status = response.StatusCode,
                ContentType = response.ContentType,
                Location = response.Headers.Location,
                Body = body,
            };
            await OnceQueries.KeepAsync(database, wish, answer, CancellationToken.None);
        }

        await wire.WriteAsync(body, context.RequestAborted);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, ct);
        copy.Position = 0;
        request.Body = copy;
        return copy.ToArray();
    }
}
