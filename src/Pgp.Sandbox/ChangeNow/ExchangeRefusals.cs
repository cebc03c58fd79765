using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>The vendor's errors, typing mistakes included (spec 70, 2.6).</summary>
internal static class ExchangeRefusals
{
    public static Answer Unauthorized { get; } =
        Answer.Json(
            new JsonObject { ["message"] = "Unauthorized" },
            StatusCodes.Status401Unauthorized
        );

    public static Answer NotFound { get; } =
        Of("not_found", "Transaction not found", StatusCodes.Status404NotFound);

    public static Answer NoSuchPage { get; } =
        Of("page_not_found", "Page not found", StatusCodes.Status404NotFound);

    public static Answer NotSupported { get; } =
        Of("not_valid_params", "Currency thet is not supported");

    public static Answer Inactive { get; } = Of("pair_is_inactive", "Pair is inactive");

    public static Answer NotValidAddress { get; } = Of("not_valid_address", "Not valid address");

    public static Answer NotValidRefundAddress { get; } =
        Of("not_valid_refund_address", "Not valid refund address");

    public static Answer NoFixedRate { get; } =
        Of("fixed_rate_not_enabled", "Fixed rate is not enabled for this pair");

    public static Answer RateOver { get; } =
        Of("not_valid_params", "Rate id is expired or unknown");

    public static Answer BadParams(string message) => Of("bad_params", message);

    public static Answer TooSmall(decimal least, decimal? most, string ticker)
    {
        var body = Body(
            "deposit_too_small",
            $"Out of min amount {JsNumber.Format(least)} {ticker}"
        );
        body["payload"] = new JsonObject
        {
            ["range"] = new JsonObject
            {
                ["minAmount"] = JsNumber.Node(least),
                ["maxAmount"] = JsNumber.Node(most),
            },
        };
        return Answer.Json(body, StatusCodes.Status400BadRequest);
    }

    public static Answer TooMuch(decimal most, string ticker) =>
        Of("max_amount_exceeded", $"Max amount exceeded: {JsNumber.Format(most)} {ticker}");

    public static Answer TooMany(int seconds) =>
        Answer.Json(
            Body("too_many_requests", "Too many requests"),
            StatusCodes.Status429TooManyRequests
        ) with
        {
            Headers = [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };

    public static Answer Broken() =>
        Answer.Text("Internal Server Error", StatusCodes.Status500InternalServerError);

    private static Answer Of(
        string error,
        string message,
        int status = StatusCodes.Status400BadRequest
    ) => Answer.Json(Body(error, message), status);

    private static JsonObject Body(string error, string message) =>
        new() { ["error"] = error, ["message"] = message };
}
