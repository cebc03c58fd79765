using Pgp.Adapters.Ethereum;
using Pgp.Common.Settings;

namespace Pgp.Oversight.Reconciliation;

/// <summary>Settings of reconciliation.</summary>
/// <param name="Rpc"><c>ETHEREUM_RPC_URL</c>.</param>
/// <param name="Wallet"><c>HOST_WALLET_ETH_ADDRESS</c>.</param>
/// <param name="Window">
/// <c>RECONCILE_DAYS</c> (8): how far back payments and orders that have ended are compared. An
/// invoice lives seven days.
/// </param>
internal sealed record ReconcileOptions(Uri Rpc, EthAddress Wallet, TimeSpan Window)
{
    public static ReconcileOptions Read(SettingsReader settings)
    {
        var text = settings.Required("HOST_WALLET_ETH_ADDRESS");
        if (!EthAddress.TryParse(text, out var wallet) && text.Length > 0)
        {
            settings.Report("HOST_WALLET_ETH_ADDRESS is no Ethereum address");
        }

        return new ReconcileOptions(
            settings.Url("ETHEREUM_RPC_URL"),
            wallet,
            TimeSpan.FromDays(settings.Number("RECONCILE_DAYS", 8, 1, 365))
        );
    }
}
