namespace Pgp.Contracts.Services;

/// <summary>
/// One of the seventeen services. The serve name is its word everywhere: project, command line,
/// route prefix, log category and metric label; the seed id is its identity in tokens.
/// </summary>
/// <param name="Value">Serve name, for example <c>np-ipn</c>.</param>
/// <param name="SeedId">For example <c>PGP_NP_IPN_v1</c>.</param>
public sealed record ServiceName(string Value, string SeedId)
{
    public static ServiceName Server { get; } = new("server", "PGP_SERVER_v1");

    public static ServiceName WebApi { get; } = new("webapi", "PGP_WEBAPI_v1");

    public static ServiceName NpIpn { get; } = new("np-ipn", "PGP_NP_IPN_v1");

    public static ServiceName Orchestrator { get; } = new("orchestrator", "PGP_ORCHESTRATOR_v1");

    public static ServiceName Invite { get; } = new("invite", "PGP_INVITE_v1");

    public static ServiceName Notifications { get; } = new("notifications", "PGP_NOTIFICATIONS_v1");

    public static ServiceName Broadcast { get; } = new("broadcast", "PGP_BROADCAST_v1");

    public static ServiceName Accumulator { get; } = new("accumulator", "PGP_ACCUMULATOR_v1");

    public static ServiceName MicroBatchProcessor { get; } =
        new("microbatchprocessor", "PGP_MICROBATCHPROCESSOR_v1");

    public static ServiceName BatchProcessor { get; } =
        new("batchprocessor", "PGP_BATCHPROCESSOR_v1");

    public static ServiceName Split1 { get; } = new("split1", "PGP_SPLIT1_v1");

    public static ServiceName Split2 { get; } = new("split2", "PGP_SPLIT2_v1");

    public static ServiceName Split3 { get; } = new("split3", "PGP_SPLIT3_v1");

    public static ServiceName HostPay1 { get; } = new("hostpay1", "PGP_HOSTPAY1_v1");

    public static ServiceName HostPay2 { get; } = new("hostpay2", "PGP_HOSTPAY2_v1");

    public static ServiceName HostPay3 { get; } = new("hostpay3", "PGP_HOSTPAY3_v1");

    /// <summary>Watches the others; not one of the seed's seventeen.</summary>
    public static ServiceName Oversight { get; } = new("oversight", "PGP_OVERSIGHT_v1");

    /// <summary>The database role of this service: least privilege, one each.</summary>
    public string DatabaseRole => "pgp_" + Value.Replace('-', '_');

    /// <summary>The setting that says where the service answers: <c>PGP_SPLIT1_URL</c>.</summary>
    public string UrlSetting => SeedId[..^"_v1".Length] + "_URL";

    public override string ToString() => Value;
}
