using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Owners;

/// <summary>
/// An owner's own server, which hears of what happens in the channels: any path takes any message.
/// What came stands among the calls.
/// </summary>
internal static class OwnerServer
{
    public static PartnerFace Face { get; } =
        new(
            "owner",
            call => $"{call.Method} /{call.Path}",
            seconds =>
                Answer.Empty(StatusCodes.Status429TooManyRequests) with
                {
                    Headers = [new("Retry-After", $"{seconds}")],
                },
            () => Answer.Empty(StatusCodes.Status500InternalServerError)
        );

    public static Task<Answer> AnswerAsync(PartnerCall call) =>
        Task.FromResult(
            Answer.Empty(
                call.Method == "POST"
                    ? StatusCodes.Status204NoContent
                    : StatusCodes.Status405MethodNotAllowed
            )
        );
}
