using Microsoft.AspNetCore.Http;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Webhooks;

/// <summary>What can go wrong with endpoints.</summary>
internal static class WebhookProblems
{
    public static Problem TooMany { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "too_many_webhooks",
            "You have as many endpoints as one account can. Remove one that you no longer use."
        );

    public static Problem TooManyEvents { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "replay_too_large",
            "More events than one replay sends happened in that time. Ask for a shorter time."
        );

    public static Problem IsOff { get; } =
        Problem.Of(
            StatusCodes.Status409Conflict,
            "webhook_disabled",
            "The endpoint is off, so nothing would be sent. Switch it on first."
        );
}
