using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pgp.Contracts.Services;

namespace Pgp.Common.Tasks;

/// <summary>Delivers to services in other processes: one POST, 2xx settles it.</summary>
/// <param name="http">Without retries: repeating is the dispatcher's business.</param>
/// <param name="addressOf">Base address of a service, or null where none is configured.</param>
public sealed class HttpTransport(HttpClient http, Func<ServiceName, Uri?> addressOf)
    : ITaskTransport
{
    public const string AttemptHeader = "X-Pgp-Attempt";
    public const string RejectedHeader = "X-Pgp-Rejected";
    public const string WantedHeader = "X-Pgp-Wait-Wanted";
    public const string TraceHeader = "traceparent";

    public async Task<TaskAnswer> DeliverAsync(LeasedTask task, string token, CancellationToken ct)
    {
        var target = task.Definition.Target;
        if (addressOf(target) is not { } address)
        {
            return new TaskAnswer.Again($"{target.UrlSetting} is not set", null);
        }

        var url = new Uri($"{address.ToString().TrimEnd('/')}/{target}{task.Definition.Path}");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(task.Payload, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add(AttemptHeader, task.Attempt.ToString(CultureInfo.InvariantCulture));
        if (task.TraceParent is not null)
        {
            request.Headers.TryAddWithoutValidation(TraceHeader, task.TraceParent);
        }

        try
        {
            using var response = await http.SendAsync(request, ct);
            return Read(response);
        }
        catch (HttpRequestException unreachable)
        {
            return new TaskAnswer.Again($"unreachable: {unreachable.HttpRequestError}", null);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TaskAnswer.Again("no answer in time", null);
        }
    }

    private static TaskAnswer Read(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return new TaskAnswer.Settled(TextOf(response, RejectedHeader));
        }

        var after = response.Headers.RetryAfter?.Delta;
        if (TextOf(response, WantedHeader) is { } wanted)
        {
            return new TaskAnswer.Again(wanted, after) { IsWanted = true };
        }

        return response.StatusCode == HttpStatusCode.Unauthorized
            ? new TaskAnswer.Again("the service refused the token", after)
            : new TaskAnswer.Again($"HTTP {(int)response.StatusCode}", after);
    }

    private static string? TextOf(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
            ? Uri.UnescapeDataString(string.Join(' ', values))
            : null;
}
