using System.Numerics;
using Pgp.Adapters.Ethereum;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Settings;

namespace Pgp.HostPay3;

/// <summary>Settings of HOSTPAY3. None of them is ever read again while it runs.</summary>
/// <param name="Rpc"><c>ETHEREUM_RPC_URL</c>.</param>
/// <param name="Chain"><c>ETHEREUM_CHAIN_ID</c>: refuses to sign for any other.</param>
/// <param name="Wallet"><c>HOST_WALLET_ETH_ADDRESS</c>: must be the address of the key.</param>
/// <param name="Key"><c>HOST_WALLET_PRIVATE_KEY</c>.</param>
/// <param name="MaxFeeCeiling"><c>MAX_FEE_GWEI</c> (200): no bid above, in wei per gas.</param>
/// <param name="Confirmations">
/// <c>CONFIRMATIONS</c> (12): blocks, the one of the transaction included.
/// </param>
/// <param name="WatchEvery"><c>CHAIN_WATCH_MS</c> (6 s): pause between looks, half a slot.</param>
/// <param name="ReplaceAfter">
/// <c>CHAIN_REPLACE_MS</c> (90 s): unmined for so long, bid more.
/// </param>
/// <param name="ReplacementsMax"><c>CHAIN_REPLACEMENTS_MAX</c> (5): then a person looks.</param>
internal sealed record HostPay3Options(
    Uri Rpc,
    ChainId Chain,
    string Wallet,
    Secret Key,
    BigInteger MaxFeeCeiling,
    int Confirmations,
    TimeSpan WatchEvery,
    TimeSpan ReplaceAfter,
    int ReplacementsMax
)
{
    private static readonly BigInteger Gwei = BigInteger.Pow(10, 9);

    public static HostPay3Options Read(SettingsReader settings)
    {
        var options = new HostPay3Options(
            settings.Url("ETHEREUM_RPC_URL"),
            new ChainId(settings.Number("ETHEREUM_CHAIN_ID", 1, 1, int.MaxValue)),
            settings.Required("HOST_WALLET_ETH_ADDRESS"),
            settings.Secret("HOST_WALLET_PRIVATE_KEY"),
            settings.Number("MAX_FEE_GWEI", 200, 1, 100_000) * Gwei,
            settings.Number("CONFIRMATIONS", 12, 1, 1_000),
            settings.Milliseconds("CHAIN_WATCH_MS", TimeSpan.FromSeconds(6)),
            settings.Milliseconds("CHAIN_REPLACE_MS", TimeSpan.FromSeconds(90)),
            settings.Number("CHAIN_REPLACEMENTS_MAX", 5, 0, 50)
        );
        options.CheckWallet(settings);
        return options;
    }

    public ISigner OpenSigner() => LocalKeySigner.Parse(Key.Reveal());

    // A key and an address that do not belong together would pay from an unwatched wallet.
    private void CheckWallet(SettingsReader settings)
    {
        if (Key.Reveal().Length == 0 || Wallet.Length == 0)
        {
            return;
        }

        try
        {
            if (!EthAddress.TryParse(Wallet, out var wallet) || OpenSigner().Address != wallet)
            {
                settings.Report("HOST_WALLET_ETH_ADDRESS is not the address of the private key");
            }
        }
        catch (FormatException)
        {
            settings.Report("HOST_WALLET_PRIVATE_KEY is not a private key of 32 bytes in hex");
        }
    }
}
