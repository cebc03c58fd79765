using Microsoft.Extensions.Logging;
using Pgp.Contracts.Tasks;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.DemoData;

/// <summary>Fills the stack of a checkout, which must be new, with the past.</summary>
internal static class DemoDataFill
{
    private const string Often = "*/2 * * * * *";
    private const string Sometimes = "*/5 * * * * *";
    private const string Never = "0 0 31 2 *";

    // Waits are short, so that a year is; looks that a jump of time would fool are off.
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["CONFIRMATIONS"] = "1",
        ["CHAIN_WATCH_MS"] = "100",
        ["HOSTPAY1_FOLLOW_MS"] = "100",
        ["TASK_BACKOFF_MIN_MS"] = "50",
        ["TASK_BACKOFF_MAX_MS"] = "1000",
        [Schedules.MicroBatch.Setting] = Often,
        [Schedules.BatchPayout.Setting] = Often,
        [Schedules.Subscriptions.Setting] = Often,
        [Schedules.Wallets.Setting] = Often,
        [Schedules.Removals.Setting] = Often,
        [Schedules.Reminders.Setting] = Sometimes,
        [Schedules.Undelivered.Setting] = Sometimes,
        [Schedules.Posts.Setting] = Sometimes,
        [Schedules.Seal.Setting] = Sometimes,
        [Schedules.Members.Setting] = Sometimes,
        [Schedules.OldWebhookEvents.Setting] = Sometimes,
        [Schedules.WebApiPurge.Setting] = Sometimes,
        [Schedules.Overdue.Setting] = Never,
        [Schedules.Reconciliation.Setting] = Never,
    };

    private static readonly TimeSpan PartnerStep = TimeSpan.FromMilliseconds(20);

    /// <exception cref="LocalProblemException">There is something already.</exception>
    public static void RequireNew(LocalFolders folders, string? database)
    {
        if (database is not null)
        {
            throw new LocalProblemException(
                new LocalProblem(
                    "Demo data is not put into a database of your own",
                    "PGP_DATABASE names one, and demo data is made with a clock that is set back",
                    "start with PGP_DATABASE unset, or without --demo-data"
                )
            );
        }

        if (File.Exists(folders.ChainState) || Directory.Exists(folders.PostgresData))
        {
            throw new LocalProblemException(
                new LocalProblem(
                    $"{folders.Home} has data already",
                    "demo data begins a year ago: it cannot come after what happened since",
                    $"./pgp up uses what is there; rm -r {folders.Home} begins anew"
                )
            );
        }
    }

    /// <summary>So far back that the story ends now.</summary>
    public static ShiftedClock ClockFor(Script script) =>
        new(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(script.Days));

    /// <summary>A stack whose time begins in the past, and passes quickly.</summary>
    public static LocalStackOptions Past(LocalStackOptions options, ShiftedClock clock)
    {
        var settings = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal);
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        return options with
        {
            Clock = clock,
            BlockTime = null,
            PartnerStep = PartnerStep,
            Settings = settings,
            // Payments that are held on purpose would be told as errors; what really breaks ends
            // the story.
            Logging = options.Logging ?? (logging => logging.SetMinimumLevel(LogLevel.None)),
        };
    }

    /// <param name="options">The stack as it is to go on afterwards.</param>
    public static async Task RunAsync(
        LocalStackOptions options,
        Script script,
        Action<string> tell,
        CancellationToken ct
    )
    {
        var clock = ClockFor(script);
        await using var stack = await LocalStack.StartAsync(Past(options, clock), ct);
        await new DemoYear(stack, clock, script, tell).RunAsync(ct);
    }
}
