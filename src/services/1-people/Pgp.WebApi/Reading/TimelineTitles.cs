namespace Pgp.WebApi.Reading;

/// <summary>Every kind of entry that a timeline may have, and what it is called.</summary>
internal static class TimelineTitles
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["order_placed"] = "Order placed",
        ["invoice_made"] = "Invoice made",
        ["payment_seen"] = "Payment begun",
        ["provider_status"] = "News from the provider",
        ["payment_settled"] = "Payment settled",
        ["fee_taken"] = "Fee taken",
        ["payment_partially_paid"] = "Less than the price arrived",
        ["payment_quarantined"] = "Payment held for a look",
        ["payment_expired"] = "Payment expired",
        ["payment_failed"] = "Payment failed",
        ["payment_refunded"] = "Payment sent back to the buyer",
        ["access_purchased"] = "Subscription began",
        ["access_renewed"] = "Subscription extended",
        ["access_returned"] = "Subscription began anew",
        ["access_refunded"] = "Days taken back",
        ["gift_made"] = "Gift wrapped",
        ["gift_redeemed"] = "Gift opened",
        ["invite_sent"] = "Invite sent",
        ["invite_failed"] = "Invite failed",
        ["invite_not_needed"] = "Member already",
        ["joined"] = "Joined the channel",
        ["share_credited"] = "Your share credited",
        ["share_converted"] = "Your share converted",
        ["share_paid_out"] = "Your share paid out",
        ["batch_reserved"] = "Collected shares set aside",
        ["batch_released"] = "Collected shares given back",
        ["payout_created"] = "Payout begun",
        ["payout_held"] = "Payout waits for a look",
        ["payout_returned"] = "Payout came back",
        ["payout_handed_over"] = "Payout on its way",
        ["transfer_sent"] = "Transaction sent",
        ["transfer_confirmed"] = "Transaction confirmed",
        ["payout_completed"] = "Payout arrived",
    };

    public static IReadOnlyCollection<string> Kinds => Titles.Keys;

    public static string Of(string kind) => Titles[kind];
}
