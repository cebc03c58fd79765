using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Sandbox.Prices;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.ChangeNow;

/// <summary>The wire forms: camel case, amounts as numbers, null before their time.</summary>
internal static class ExchangeJson
{
    /// <summary>The answer to create: it has no status (spec 70, 2.4).</summary>
    public static JsonObject OfCreated(Exchange exchange)
    {
        var answer = new JsonObject
        {
            ["id"] = exchange.Id,
            ["fromAmount"] = JsNumber.Node(exchange.ExpectedFrom),
            ["toAmount"] = JsNumber.Node(exchange.ExpectedTo),
            ["flow"] = exchange.Flow,
            ["type"] = exchange.Type,
            ["payinAddress"] = exchange.PayinAddress,
            ["payinExtraId"] = exchange.PayinMemo,
            ["payoutAddress"] = exchange.PayoutAddress,
            ["payoutExtraId"] = exchange.PayoutMemo ?? "",
            ["fromCurrency"] = exchange.FromCurrency,
            ["fromNetwork"] = exchange.FromNetwork,
            ["toCurrency"] = exchange.ToCurrency,
            ["toNetwork"] = exchange.ToNetwork,
            ["refundAddress"] = exchange.RefundAddress ?? "",
            ["refundExtraId"] = exchange.RefundMemo ?? "",
            ["payoutExtraIdName"] = exchange.PayoutMemo is null ? null : "Destination Tag",
        };
        if (exchange.RateId is not null)
        {
            answer["rateId"] = exchange.RateId;
            answer["validUntil"] = Time(exchange.ValidUntil);
        }

        return answer;
    }

    public static JsonObject OfRead(Exchange exchange) =>
        new()
        {
            ["id"] = exchange.Id,
            // A return in progress is not a state of its own to the outside.
            ["status"] =
                exchange.Status == ExchangeStatus.Refunding
                    ? ExchangeStatus.Failed
                    : exchange.Status,
            ["actionsAvailable"] = exchange.Status == ExchangeStatus.Failed,
            ["fromCurrency"] = exchange.FromCurrency,
            ["fromNetwork"] = exchange.FromNetwork,
            ["toCurrency"] = exchange.ToCurrency,
            ["toNetwork"] = exchange.ToNetwork,
            ["expectedAmountFrom"] = JsNumber.Node(exchange.ExpectedFrom),
            ["expectedAmountTo"] = JsNumber.Node(exchange.ExpectedTo),
            ["amountFrom"] = JsNumber.Node(exchange.AmountFrom),
            ["amountTo"] = JsNumber.Node(exchange.AmountTo),
            ["payinAddress"] = exchange.PayinAddress,
            ["payoutAddress"] = exchange.PayoutAddress,
            ["payinExtraId"] = exchange.PayinMemo,
            ["payoutExtraId"] = exchange.PayoutMemo,
            ["refundAddress"] = exchange.RefundAddress,
            ["refundExtraId"] = exchange.RefundMemo,
            ["createdAt"] = Time(exchange.CreatedAt),
            ["updatedAt"] = Time(exchange.UpdatedAt),
            ["depositReceivedAt"] = Time(exchange.DepositAt),
            ["validUntil"] = Time(exchange.ValidUntil),
            ["payinHash"] = exchange.PayinHash,
            ["payoutHash"] =
                exchange.Status == ExchangeStatus.Finished ? exchange.PayoutHash : null,
            ["refundHash"] = exchange.RefundHash,
            ["refundAmount"] = JsNumber.Node(exchange.RefundAmount),
            ["fromLegacyTicker"] = Legacy(exchange.FromCurrency, exchange.FromNetwork),
            ["toLegacyTicker"] = Legacy(exchange.ToCurrency, exchange.ToNetwork),
            ["userId"] = exchange.UserId,
            ["relatedExchangesInfo"] = new JsonArray(),
            ["repeatedExchangesInfo"] = new JsonArray(
                exchange.Repeated.Select(id => (JsonNode)new JsonObject { ["id"] = id }).ToArray()
            ),
            ["originalExchangeInfo"] = exchange.OriginalId is null
                ? null
                : new JsonObject { ["id"] = exchange.OriginalId },
        };

    public static string? Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Legacy(string ticker, string network) =>
        ListedCoin.OfPair(ticker, network)?.Code;
}
