using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Control;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// The door of every partner: reads the call, writes it down, applies fault orders.
/// </summary>
internal sealed class PartnerGate(CallLog calls, FaultPlan faults)
{
    private const string GatewayPage =
        "<html><head><title>502 Bad Gateway</title></head>"
        + "<body><h1>502 Bad Gateway</h1></body></html>";

    private static readonly FaultKind[] KindsOfRequests =
    [
        FaultKind.Drop,
        FaultKind.DropAfter,
        FaultKind.Delay,
        FaultKind.Duplicate,
        FaultKind.TooMany,
        FaultKind.BrokenBefore,
        FaultKind.BrokenAfter,
        FaultKind.Html,
    ];

    /// <summary>Serves <paramref name="prefix"/> and everything below it.</summary>
    public RequestDelegate Serve(
        PartnerFace face,
        string prefix,
        Func<PartnerCall, Task<Answer>> handler
    ) =>
        async context =>
        {
            var path = context.Request.Path.Value ?? "";
            var rest = path.Length > prefix.Length ? path[prefix.Length..].TrimStart('/') : "";
            var call = await PartnerCall.ReadAsync(context, rest);
            var answer = await PassAsync(face, call, handler);
            await answer.WriteAsync(context);
        };

    private async Task<Answer> PassAsync(
        PartnerFace face,
        PartnerCall call,
        Func<PartnerCall, Task<Answer>> handler
    )
    {
        var operation = face.Operation(call);
        var fault = faults.Take(face.Name, operation, KindsOfRequests);
        var written = calls.Received(face.Name, operation, call, fault?.Kind);
        if (fault is { Milliseconds: > 0 })
        {
            // A slow network is slow in real time, whatever the partners' clock says.
            var wait = TimeSpan.FromMilliseconds(fault.Milliseconds);
            await Task.Delay(wait, TimeProvider.System, call.Stopped);
        }

        var answer = await AnswerAsync(face, call, handler, fault);
        calls.Answered(written, answer);
        return answer;
    }

    private static async Task<Answer> AnswerAsync(
        PartnerFace face,
        PartnerCall call,
        Func<PartnerCall, Task<Answer>> handler,
        FaultOrder? fault
    )
    {
        switch (fault?.Kind)
        {
            case FaultKind.Drop:
                return Answer.Cut;
            case FaultKind.TooMany:
                return face.TooMany(fault.RetryAfterSeconds);
            case FaultKind.BrokenBefore:
                return face.Broken();
            case FaultKind.Html:
                return Answer.Html(GatewayPage, StatusCodes.Status502BadGateway);
        }

        var answer = await handler(call);
        switch (fault?.Kind)
        {
            // The work is done; only the caller does not learn of it.
            case FaultKind.DropAfter:
                return Answer.Cut;
            case FaultKind.BrokenAfter:
                return face.Broken();
            case FaultKind.Duplicate:
                return await handler(call);
            default:
                return answer;
        }
    }
}
