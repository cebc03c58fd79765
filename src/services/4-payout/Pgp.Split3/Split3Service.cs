using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.ChangeNow;
using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;

namespace Pgp.Split3;

/// <summary>
/// Opens orders at the exchange; the only creator of orders. Owns table swap_orders.
/// </summary>
public sealed class Split3Service : IPgpService
{
    public ServiceName Name => ServiceName.Split3;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var settings = service.Settings;
        var wallet = settings.Required("HOST_WALLET_ETH_ADDRESS");
        if (wallet.Length > 0 && !EthAddress.TryParse(wallet, out _))
        {
            settings.Report("HOST_WALLET_ETH_ADDRESS is no Ethereum address");
        }

        service.Services.AddSingleton(new Split3Options(wallet));
        service.AddChangeNow();
        service.Services.AddSingleton<OrderOpening>();
        service.HandleByCalling<SwapRequested, SwapRequestedHandler>();
        service.HandleByCalling<ConversionOrderRequested, ConversionOrderRequestedHandler>();
    }
}

/// <summary>Settings of SPLIT3.</summary>
/// <param name="HostWallet">
/// <c>HOST_WALLET_ETH_ADDRESS</c>: where failed swaps return to and conversions pay to.
/// </param>
internal sealed record Split3Options(string HostWallet);
