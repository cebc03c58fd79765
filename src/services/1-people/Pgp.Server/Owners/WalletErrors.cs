using Pgp.Channels;
using Pgp.Channels.Wallets;
using Pgp.Contracts.Money;

namespace Pgp.Server.Owners;

/// <summary>What is wrong with one answer about a wallet.</summary>
internal static class WalletErrors
{
    public static FieldError Coin { get; } =
        new("payout_coin", WalletCodes.UnknownPair, "No coin in which owners are paid.");

    /// <summary>The address as it is stored; errors say when it is none.</summary>
    public static string ReadAddress(Coin coin, string text, List<FieldError> errors) =>
        new WalletCheck(errors).Run(coin.ToString(), text, null).Address;
}
