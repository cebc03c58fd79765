using Pgp.Local;

namespace Pgp.Host.Stack;

/// <summary>Everything that a stack on one machine must agree on.</summary>
/// <param name="Database">Connection string of the application's login.</param>
/// <param name="App">Where the services listen.</param>
/// <param name="Sandbox">Where the partners are.</param>
/// <param name="Credentials">Invented credentials.</param>
internal sealed record StackAddresses(
    string Database,
    Uri App,
    Uri Sandbox,
    StackCredentials Credentials
);

/// <summary>Invented credentials of a stack; each is drawn once and kept with it.</summary>
public sealed record StackCredentials(
    string DatabasePassword,
    string PaymentKey,
    string HostPayKey,
    string BotToken,
    string WebhookSecret,
    string IpnSecret,
    string NowPaymentsKey,
    string ChangeNowKey,
    string AdminToken,
    string WebhookSecretsKey,
    string SchedulerToken,
    string AccountKey,
    string TotpSecretsKey,
    string WalletKey
)
{
    public const string BotUsername = "paygateprime_bot";

    public static StackCredentials Draw(LocalSecrets secrets) =>
        new(
            secrets.Hex("database_password"),
            secrets.Hex("success_url_signing_key"),
            secrets.Hex("tps_hostpay_signing_key"),
            secrets.BotToken("telegram_bot_api_token"),
            secrets.Hex("telegram_webhook_secret"),
            secrets.Hex("nowpayments_ipn_secret"),
            secrets.Hex("nowpayments_api_key"),
            secrets.Hex("changenow_api_key"),
            secrets.Hex("webapi_admin_token"),
            secrets.Hex("webhook_secrets_key"),
            secrets.Hex("scheduler_token"),
            secrets.Hex("jwt_secret_key"),
            secrets.Hex("totp_secrets_key"),
            secrets.PrivateKey("host_wallet_private_key")
        );
}

/// <summary>The settings of a local stack, by the names that every installation uses.</summary>
internal static class StackSettings
{
    public static Dictionary<string, string> Of(StackAddresses at, string wallet)
    {
        var secrets = at.Credentials;
        var sandbox = at.Sandbox.ToString().TrimEnd('/');
        var app = at.App.ToString().TrimEnd('/');
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGP_DATABASE"] = at.Database,
            ["SUCCESS_URL_SIGNING_KEY"] = secrets.PaymentKey,
            ["TPS_HOSTPAY_SIGNING_KEY"] = secrets.HostPayKey,
            ["TP_FLAT_FEE"] = "3",
            ["TELEGRAM_BOT_API_TOKEN"] = secrets.BotToken,
            ["TELEGRAM_API_URL"] = sandbox,
            ["TELEGRAM_WEBHOOK_SECRET"] = secrets.WebhookSecret,
            ["TELEGRAM_BOT_USERNAME"] = StackCredentials.BotUsername,
            ["NOWPAYMENTS_API_URL"] = sandbox + "/nowpayments/v1/",
            ["NOWPAYMENTS_API_KEY"] = secrets.NowPaymentsKey,
            ["NOWPAYMENTS_IPN_SECRET"] = secrets.IpnSecret,
            ["NOWPAYMENTS_EMAIL"] = "merchant@example.com",
            ["NOWPAYMENTS_PASSWORD"] = "sandbox",
            ["CHANGENOW_API_URL"] = sandbox + "/changenow/v2/",
            ["CHANGENOW_API_KEY"] = secrets.ChangeNowKey,
            ["COINGECKO_API_URL"] = sandbox + "/coingecko/api/v3/",
            ["COINBASE_API_URL"] = sandbox + "/coinbase/v2/",
            ["ALERT_SLACK_WEBHOOK_URL"] = sandbox + "/slack/services/T0/B0/alerts",
            ["MAIL_PROVIDER"] = "sendgrid",
            ["SENDGRID_API_URL"] = sandbox + "/sendgrid/v3/",
            ["SENDGRID_API_KEY"] = "sandbox",
            ["FROM_EMAIL"] = "no-reply@example.com",
            ["WEBAPI_ADMIN_TOKEN"] = secrets.AdminToken,
            ["JWT_SECRET_KEY"] = secrets.AccountKey,
            ["TOTP_SECRETS_KEY"] = secrets.TotpSecretsKey,
            ["BASE_URL"] = app,
            ["WEBHOOK_SECRETS_KEY"] = secrets.WebhookSecretsKey,
            ["WEBHOOK_ALLOW_PRIVATE"] = "1",
            ["PGP_SERVER_URL"] = app,
            ["PGP_NP_IPN_URL"] = app,
            ["PGP_BROADCAST_URL"] = app,
            ["ETHEREUM_RPC_URL"] = sandbox + "/chain",
            ["ETHEREUM_CHAIN_ID"] = "31337",
            ["HOST_WALLET_ETH_ADDRESS"] = wallet,
            ["HOST_WALLET_PRIVATE_KEY"] = secrets.WalletKey,
            // The sandbox's chain has a block every second and its partners answer at once.
            ["CONFIRMATIONS"] = "2",
            ["CHAIN_WATCH_MS"] = "400",
            ["CHAIN_REPLACE_MS"] = "15000",
            ["HOSTPAY1_FOLLOW_MS"] = "300",
            ["PAYMENT_POLL_MS"] = "5000",
            ["SCHEDULER_TOKEN"] = secrets.SchedulerToken,
            ["SCHEDULE_MICROBATCHPROCESSOR_CHECK_THRESHOLD"] = "*/3 * * * * *",
            ["SCHEDULE_BATCHPROCESSOR_PROCESS"] = "*/3 * * * * *",
            ["TASK_BACKOFF_MIN_MS"] = "200",
            ["TASK_BACKOFF_MAX_MS"] = "5000",
            ["LOG_LEVEL"] = "Warning",
        };
    }
}
