using Pgp.ArchitectureTests.Documents;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;
using Pgp.Host;

namespace Pgp.ArchitectureTests;

/// <summary>The sample configuration and the settings table against what the services ask for.</summary>
public sealed class SettingsPageTests
{
    private const string Sample = "config/sample.env";
    private const string Table = "docs/operations.md";

    // Left empty in the sample, so that nobody runs with a secret that the whole world knows.
    private static readonly Dictionary<string, string> ToFillIn = new(StringComparer.Ordinal)
    {
        ["SUCCESS_URL_SIGNING_KEY"] = new('a', 64),
        ["TPS_HOSTPAY_SIGNING_KEY"] = new('b', 64),
        ["TELEGRAM_BOT_API_TOKEN"] = "123456789:token-of-a-test",
        ["TELEGRAM_WEBHOOK_SECRET"] = "webhook-secret-of-a-test",
        ["TELEGRAM_BOT_USERNAME"] = "test_bot",
        ["NOWPAYMENTS_API_KEY"] = "key-of-a-test",
        ["NOWPAYMENTS_IPN_SECRET"] = "secret-of-a-test",
        ["CHANGENOW_API_KEY"] = "key-of-a-test",
        ["WEBAPI_ADMIN_TOKEN"] = "token-of-a-test",
        ["JWT_SECRET_KEY"] = new('c', 64),
        ["SENDGRID_API_KEY"] = "key-of-a-test",
        ["FROM_EMAIL"] = "no-reply@pay.example",
        ["TOTP_SECRETS_KEY"] = new('d', 64),
        ["WEBHOOK_SECRETS_KEY"] = new('c', 64),
        ["ETHEREUM_RPC_URL"] = "https://node.example/",
        // The key is the number one, whose address everybody can look up.
        ["HOST_WALLET_PRIVATE_KEY"] = "0x" + new string('0', 63) + "1",
        ["HOST_WALLET_ETH_ADDRESS"] = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf",
    };

    private static readonly string[] CloudDatabase =
    [
        "CLOUD_SQL_CONNECTION_NAME",
        "DATABASE_HOST_SECRET",
        "DATABASE_NAME_SECRET",
        "DATABASE_USER_SECRET",
        "DATABASE_PASSWORD_SECRET",
    ];

    [Fact]
    public async Task The_sample_with_its_gaps_filled_starts_every_service()
    {
        await using var app = Build(Filled());
        Assert.NotNull(app.Services);
    }

    [Fact]
    public void The_sample_as_it_is_names_every_gap_at_once()
    {
        var incomplete = Assert.Throws<SettingsException>(() => Build(InForce()));
        Assert.Equal(
            ToFillIn.Keys.Select(name => $"{name} is missing").Order(StringComparer.Ordinal),
            incomplete.Findings.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_sample_and_the_table_name_every_setting_that_is_read()
    {
        var settings = new RecordedSettings(Filled());
        await using var app = Build(settings);
        IEnumerable<string> read =
        [
            .. settings.Asked,
            .. CloudDatabase,
            // Asked for when a task is delivered.
            .. Catalogue.Services.Select(service => service.Name.UrlSetting),
        ];
        var inSample = Names(Sample).ToHashSet(StringComparer.Ordinal);
        var table = Pages.Read(Table);
        var notInSample = read.Where(name => !inSample.Contains(name)).ToList();
        var notInTable = read.Where(name =>
            !table.Contains($"| `{name}` |", StringComparison.Ordinal)
        );
        Assert.Empty(notInSample);
        Assert.Equal([], notInTable);
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(
        IReadOnlyDictionary<string, string> values
    ) =>
        PgpApplication.Build(
            new PgpApplicationOptions(
                Catalogue.Services,
                WithDispatcher: true,
                values,
                "http://127.0.0.1:0"
            )
        );

    private static Dictionary<string, string> Filled()
    {
        var values = InForce();
        foreach (var (name, value) in ToFillIn)
        {
            Assert.Equal("", values[name]);
            values[name] = value;
        }

        return values;
    }

    private static Dictionary<string, string> InForce() =>
        Pages
            .ReadLines(Sample)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    // Those with a default stand in the sample as comments: #NAME=default
    private static IEnumerable<string> Names(string page) =>
        Pages
            .ReadLines(page)
            .Where(line => line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.TrimStart('#').Split('=')[0]);
}
