using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners.Connecting;

/// <summary>Understands what was written, by the step at which the draft is.</summary>
internal static class ConnectAnswers
{
    /// <param name="limits">Those in force.</param>
    /// <param name="errors">Takes what is wrong; then the draft stays what it was.</param>
    public static ConnectDraft Read(
        ConnectDraft draft,
        string text,
        ChannelLimits limits,
        List<FieldError> errors
    ) =>
        draft.Step switch
        {
            ConnectStep.Tiers => draft with { Tiers = Tiers(text, limits, errors) },
            ConnectStep.Payout => draft with
            {
                Strategy = PayoutCheck.ThresholdStrategy,
                Threshold = Threshold(text, limits, errors),
            },
            ConnectStep.Coin => ReadCoin(draft, text, errors),
            ConnectStep.Address => draft with
            {
                Address = WalletErrors.ReadAddress(draft.Coin!, text.Trim(), errors),
            },
            ConnectStep.Memo => draft with
            {
                ExtraId = Memo(draft, text, errors),
                IsMemoKnown = true,
            },
            // Chosen by buttons: whatever was written, the question comes again.
            _ => draft,
        };

    public static ConnectDraft WithCoin(ConnectDraft draft, Coin coin) =>
        draft with
        {
            Coin = coin,
            Address = null,
            ExtraId = null,
            IsMemoKnown = false,
        };

    private static string[] Tiers(string text, ChannelLimits limits, List<FieldError> errors) =>
        [.. new TierCheck(errors, limits).Run(TierText.Read(text)).Select(TierText.Write)];

    private static Amount<Usd>? Threshold(
        string text,
        ChannelLimits limits,
        List<FieldError> errors
    ) => new PayoutCheck(errors, limits).ReadThreshold(PayoutCheck.ThresholdStrategy, text.Trim());

    private static ConnectDraft ReadCoin(ConnectDraft draft, string text, List<FieldError> errors)
    {
        if (WalletText.ReadCoin(text) is { } coin)
        {
            return WithCoin(draft, coin);
        }

        errors.Add(WalletErrors.Coin);
        return draft;
    }

    private static string? Memo(ConnectDraft draft, string text, List<FieldError> errors) =>
        new WalletCheck(errors).Run(draft.Coin!.ToString(), draft.Address, text.Trim()).ExtraId;
}
