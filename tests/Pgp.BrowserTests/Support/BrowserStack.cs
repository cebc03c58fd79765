using Microsoft.Extensions.Logging;
using Pgp.Host.Stack;
using Pgp.Local;
using Pgp.Testing;
using PuppeteerSharp;

namespace Pgp.BrowserTests.Support;

/// <summary>The whole system with its sandbox page, and a browser in front of it.</summary>
public sealed class BrowserStack(ClusterFixture cluster) : IAsyncLifetime
{
    private const string OwnerAddress = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

    private static readonly TimeSpan PartnerStep = TimeSpan.FromMilliseconds(50);

    private int people = 2_000;
    private int channels;

    public LocalStack Stack { get; private set; } = null!;

    public SandboxClient Sandbox { get; private set; } = null!;

    internal IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folders = LocalFolders.Find();
        Browser = await LaunchAsync(Chromium.Find(folders));
        Stack = await LocalStack.StartAsync(
            new LocalStackOptions(folders, Temporary: true)
            {
                Database = await cluster.Cluster.CreateDatabaseAsync(CancellationToken.None),
                BlockTime = null,
                PartnerStep = PartnerStep,
                Settings = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["CONFIRMATIONS"] = "1",
                    ["CHAIN_WATCH_MS"] = "100",
                    ["HOSTPAY1_FOLLOW_MS"] = "100",
                    ["TASK_BACKOFF_MIN_MS"] = "50",
                    ["TASK_BACKOFF_MAX_MS"] = "1000",
                    ["DB_POOL_SIZE"] = "4",
                    ["DB_MAX_OVERFLOW"] = "4",
                    ["SCHEDULE_BROADCAST_POSTS_DUE"] = "* * * * * *",
                    // All come from one address.
                    ["WEBAPI_ATTEMPT_SCALE"] = "1000",
                    ["PUBLIC_PER_SECOND"] = "10000",
                },
                Logging = logging => logging.SetMinimumLevel(LogLevel.None),
            },
            CancellationToken.None
        );
        Sandbox = new SandboxClient(Stack);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        Sandbox.Dispose();
        await Stack.DisposeAsync();
    }

    /// <summary>A person whom the bot does not know yet.</summary>
    public async Task<long> NewPersonAsync(string name, CancellationToken ct)
    {
        var person = Interlocked.Increment(ref people);
        await Sandbox.CreatePersonAsync(person, name, ct);
        return person;
    }

    /// <summary>A channel pair whose offers are posted in the open one.</summary>
    public async Task<SampleChannel> OpenChannelAsync(string title, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref channels);
        var channel = await SampleChannel.CreateAsync(
            Sandbox,
            number,
            title,
            "eth@eth",
            OwnerAddress,
            ct
        );
        await Sandbox.PostOfferAsync(channel, ct);
        return channel;
    }

    private static Task<IBrowser> LaunchAsync(Chromium chromium)
    {
        var options = new LaunchOptions
        {
            ExecutablePath = chromium.Program,
            HeadlessMode = HeadlessMode.Shell,
            // Root may not use its sandbox, and the pages are ours.
            Args = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
        };
        // Of a machine without a language it makes one that its own formatting refuses.
        options.Env["LC_ALL"] = "en_US.UTF-8";
        foreach (var (name, value) in chromium.Environment)
        {
            options.Env[name] = value;
        }

        return Puppeteer.LaunchAsync(options);
    }
}
