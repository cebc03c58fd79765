using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.NowPayments;

/// <summary>The vendor's error envelope (spec 70, 1.9).</summary>
internal static class Refusals
{
    public static Answer InvalidApiKey { get; } =
        Of(StatusCodes.Status403Forbidden, "INVALID_API_KEY", "Invalid api key");

    public static Answer MissingApiKey { get; } =
        Of(StatusCodes.Status401Unauthorized, "INVALID_API_KEY", "Api key is required");

    public static Answer JwtWanted { get; } =
        Of(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "Authorization header is empty");

    public static Answer NoSuchPath { get; } =
        Of(StatusCodes.Status404NotFound, "NOT_FOUND", "Endpoint not found");

    public static Answer NoSuchPayment { get; } =
        Of(StatusCodes.Status404NotFound, "NOT_FOUND", "Payment not found");

    public static Answer NoSuchInvoice { get; } =
        Of(StatusCodes.Status404NotFound, "NOT_FOUND", "Invoice not found");

    public static Answer Invalid(string message) =>
        Of(StatusCodes.Status400BadRequest, "INVALID_REQUEST_PARAMS", message);

    public static Answer CoinUnavailable(string? code) =>
        Of(
            StatusCodes.Status400BadRequest,
            "CURRENCY_UNAVAILABLE",
            $"Currency {code} is currently unavailable"
        );

    public static Answer TooLittle(string code) =>
        Of(
            StatusCodes.Status400BadRequest,
            "AMOUNT_MINIMAL_ERROR",
            $"Crypto amount is less than minimal ({code})"
        );

    public static Answer TooMany(int seconds) =>
        Of(StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", "Too many requests") with
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };

    public static Answer Broken() =>
        Of(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "Internal server error");

    private static Answer Of(int status, string code, string message) =>
        Answer.Json(
            new JsonObject
            {
                ["status"] = false,
                ["statusCode"] = status,
                ["code"] = code,
                ["message"] = message,
            },
            status
        );
}
