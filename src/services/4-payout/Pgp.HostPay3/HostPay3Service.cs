using Microsoft.Extensions.DependencyInjection;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Fees;
using Pgp.Adapters.Ethereum.Rpc;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.HostPay3.Steps;

namespace Pgp.HostPay3;

/// <summary>
/// The only holder of the wallet's key. Sends what HOSTPAY1 recorded, once: nonce in the database,
/// signed bytes stored before they are sent, then only the same bytes or the same nonce.
/// </summary>
public sealed class HostPay3Service : IPgpService
{
    private static readonly TimeSpan NodeTimeLimit = TimeSpan.FromSeconds(20);

    public ServiceName Name => ServiceName.HostPay3;

    public DatabaseProfile Profile => DatabaseProfile.Standard;

    public void Configure(ServiceBuilder service)
    {
        var options = HostPay3Options.Read(service.Settings);
        service.Services.AddSingleton(options);
        service.Services.AddSingleton(ChainAssets.Mainnet);
        service.Services.AddSingleton(new FeePolicy(options.MaxFeeCeiling));
        service.Services.AddSingleton(_ => options.OpenSigner());
        service.AddPartner(
            NodeTimeLimit,
            http => http.BaseAddress = options.Rpc,
            (http, _) => new EthereumRpc(http)
        );
        service.Services.AddSingleton(room => new ChainGuard(
            room.GetRequiredService<EthereumRpc>(),
            room.GetRequiredService<ISigner>(),
            options.Chain
        ));
        service.Services.AddSingleton<ReserveStep>();
        service.Services.AddSingleton<SignStep>();
        service.Services.AddSingleton<BroadcastStep>();
        service.Services.AddSingleton<WatchStep>();
        service.Services.AddSingleton<ReplaceStep>();
        service.Handle<TransferRequested, TransferRequestedHandler>();
        service.HandleByCalling<TransferFollowUp, TransferFollowUpHandler>();
        service.Run<WalletOpeningJob>();
    }
}
