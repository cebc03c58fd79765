using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pgp.Common.Tasks;

/// <summary>
/// The HTTP side of a task receiver; turns answers into status codes, in this one place.
/// </summary>
public static class TaskEndpoints
{
    private const int PayloadBytesMax = 65_536;
    private static readonly TimeSpan RetryStandard = TimeSpan.FromSeconds(1);

    /// <summary>Maps one route per kind of task that the service handles.</summary>
    public static void Map(IEndpointRouteBuilder routes, TaskReceiver receiver)
    {
        foreach (var path in receiver.Paths)
        {
            routes.MapPost(path, context => ReceiveAsync(context, receiver, path));
        }
    }

    private static async Task ReceiveAsync(HttpContext context, TaskReceiver receiver, string path)
    {
        var request = context.Request;
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (request.ContentLength is null or > PayloadBytesMax)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var payload = await reader.ReadToEndAsync(context.RequestAborted);
        _ = int.TryParse(
            request.Headers[HttpTransport.AttemptHeader],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var attempt
        );
        var answer = await receiver.ReceiveAsync(
            path,
            header["Bearer ".Length..],
            payload,
            attempt,
            request.Headers[HttpTransport.TraceHeader],
            context.RequestAborted
        );
        Write(context.Response, answer);
    }

    private static void Write(HttpResponse response, TaskAnswer? answer)
    {
        switch (answer)
        {
            case null:
                response.StatusCode = StatusCodes.Status401Unauthorized;
                break;
            case TaskAnswer.Settled { RejectedBecause: { } reason }:
                response.Headers[HttpTransport.RejectedHeader] = Uri.EscapeDataString(reason);
                response.StatusCode = StatusCodes.Status200OK;
                break;
            case TaskAnswer.Settled:
                response.StatusCode = StatusCodes.Status200OK;
                break;
            case TaskAnswer.Again again:
                var seconds = Math.Ceiling((again.After ?? RetryStandard).TotalSeconds);
                response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                if (again.IsWanted)
                {
                    response.Headers[HttpTransport.WantedHeader] = Uri.EscapeDataString(
                        again.Reason
                    );
                }

                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            default:
                throw new InvalidOperationException($"unknown answer: {answer}");
        }
    }
}
