using System.Text.Json;
using Pgp.Contracts.Money;

namespace Pgp.Adapters.ChangeNow;

/// <summary>An order to be opened, floating rate.</summary>
/// <param name="From">What we will deposit.</param>
/// <param name="To">What the owner is paid in.</param>
/// <param name="PayoutAddress">The owner's address on the network of <paramref name="To"/>.</param>
/// <param name="PayoutExtraId">Memo or tag where that network needs one.</param>
/// <param name="RefundAddress">Ours, on the network of <paramref name="From"/>.</param>
/// <param name="UserId">Our reference for the vendor's support; a payout id.</param>
public sealed record OrderRequest(
    CoinAmount From,
    Coin To,
    string PayoutAddress,
    string? PayoutExtraId,
    string RefundAddress,
    string UserId
)
{
    // Misspelt members are ignored by the vendor without an error; a test pins these names.
    internal void Write(Utf8JsonWriter body)
    {
        body.WriteString("fromCurrency", From.Coin.Ticker);
        body.WriteString("fromNetwork", From.Coin.Network);
        body.WriteString("toCurrency", To.Ticker);
        body.WriteString("toNetwork", To.Network);

        // Text with plain digits: a number, or an exponent, is refused.
        body.WriteString("fromAmount", From.ToDecimalText());
        body.WriteString("toAmount", "");
        body.WriteString("address", PayoutAddress);
        body.WriteString("extraId", PayoutExtraId ?? "");
        body.WriteString("refundAddress", RefundAddress);
        body.WriteString("refundExtraId", "");
        body.WriteString("userId", UserId);
        body.WriteString("flow", "standard");
        body.WriteString("type", "direct");
    }
}
