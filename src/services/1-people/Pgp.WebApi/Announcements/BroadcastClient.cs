using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Announcements;

/// <summary>What BROADCAST said.</summary>
internal abstract record BroadcastAnswer<T>
{
    private BroadcastAnswer() { }

    public sealed record Done(T Value) : BroadcastAnswer<T>;

    public sealed record Refused(Problem Why) : BroadcastAnswer<T>;
}

/// <summary>
/// Asks BROADCAST in the name of an owner: it alone writes announcements and posts. For whom is
/// said is told by us, who know it from his session, never by the request.
/// </summary>
/// <param name="http">Prepared by <see cref="Configure"/>.</param>
internal sealed class BroadcastClient(HttpClient http, WebApiOptions options)
{
    private const int AnswerBytesMax = 1_048_576;

    private static Problem Silent { get; } =
        Problem.Of(
            StatusCodes.Status503ServiceUnavailable,
            "broadcast_silent",
            "The part that sends messages does not answer. Nothing was sent; try again in a minute."
        ) with
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        };

    public static void Configure(HttpClient http, Uri address, TimeSpan timeLimit)
    {
        http.BaseAddress = new Uri(address, "/broadcast/");
        http.Timeout = timeLimit;
        http.MaxResponseContentBufferSize = AnswerBytesMax;
    }

    public Task<BroadcastAnswer<T>> GetAsync<T>(
        string path,
        TelegramUserId owner,
        JsonTypeInfo<T> type,
        CancellationToken ct
    )
    {
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}{mark}owner_user_id={owner.Value}"
        );
        return AskAsync(new HttpRequestMessage(HttpMethod.Get, address), type, ct);
    }

    public Task<BroadcastAnswer<T>> PostAsync<TBody, T>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> type,
        CancellationToken ct
    ) =>
        AskAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = JsonContent.Create(body, bodyType),
            },
            type,
            ct
        );

    private async Task<BroadcastAnswer<T>> AskAsync<T>(
        HttpRequestMessage request,
        JsonTypeInfo<T> type,
        CancellationToken ct
    )
    {
        using var owned = request;
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            options.AdminToken.Reveal()
        );
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            if (!response.IsSuccessStatusCode)
            {
                return new BroadcastAnswer<T>.Refused(ProblemOf(response, body));
            }

            return JsonSerializer.Deserialize(body.Length == 0 ? "{}"u8 : body, type) is { } value
                ? new BroadcastAnswer<T>.Done(value)
                : new BroadcastAnswer<T>.Refused(Silent);
        }
        catch (HttpRequestException)
        {
            return new BroadcastAnswer<T>.Refused(Silent);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new BroadcastAnswer<T>.Refused(Silent);
        }
    }

    // Its words are for owners; what is between the two of us is not.
    private static Problem ProblemOf(HttpResponseMessage response, byte[] body)
    {
        var status = response.StatusCode;
        if (status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return Problem.NotFound;
        }

        if (
            status
                is not (
                    HttpStatusCode.Conflict
                    or HttpStatusCode.UnprocessableEntity
                    or HttpStatusCode.TooManyRequests
                )
            || JsonSerializer.Deserialize(body, WebApiJson.Default.BroadcastProblem)
                is not { Code: { } code, Title: { } title } said
        )
        {
            return Silent;
        }

        IReadOnlyList<FieldError> errors = said.Field is { } field
            ? [new FieldError(field, code, title)]
            : [];
        return Problem.Of((int)status, code, title, errors) with
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }
}

/// <summary>A problem as BROADCAST tells it.</summary>
internal sealed record BroadcastProblem(
    string? Type,
    string? Title,
    int Status,
    string? Code,
    string? Field
);
