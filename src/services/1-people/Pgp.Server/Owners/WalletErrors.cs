using Pgp.Channels;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners;

/// <summary>What only the bot finds wrong: people write there as they speak.</summary>
internal static class WalletErrors
{
    public static FieldError Coin { get; } =
        new("payout_coin", "malformed", "A coin is written as ticker and network.");

    private static FieldError Secret { get; } =
        new("payout_address", "secret", "This is a private key or seed, no address.");

    /// <summary>The address as it is stored; errors say when it is none.</summary>
    public static string ReadAddress(Coin coin, string text, List<FieldError> errors)
    {
        if (WalletText.LooksLikeSecret(coin, text))
        {
            errors.Add(Secret);
            return "";
        }

        return new WalletCheck(errors).Run(coin.ToString(), text, null).Address;
    }
}
