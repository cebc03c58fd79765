using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Pgp.Host.Demo;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp demo [--threshold] [--json]</c>: the main job on a stack of its own, exit code 1 if one
/// unit is missing.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var threshold = new Option<bool>("--threshold")
        {
            Description = "Ten subscribers of three owners who collect until a threshold.",
        };
        var command = new Command(
            "demo",
            "A subscription and a donation, from the buyer's tap to the owner's wallet, on temporary data."
        )
        {
            threshold,
            json,
        };
        command.SetAction(
            (parsed, ct) => RunAsync(parsed.GetValue(threshold), parsed.GetValue(json), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(bool threshold, bool json, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeLimit);
        var began = Stopwatch.GetTimestamp();
        var options = new LocalStackOptions(LocalFolders.Find(), Temporary: true)
        {
            OnStep = Progress.Print,
        };
        await using var stack = await LocalStack.StartAsync(options, limit.Token);
        var ready = Stopwatch.GetElapsedTime(began);
        return threshold
            ? Show(await new ThresholdRun(stack, ready).RunAsync(limit.Token), json)
            : Show(await new DemoRun(stack, ready).RunAsync(limit.Token), json);
    }

    private static int Show(DemoReport report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, DemoJson.Default.DemoReport));
        }
        else
        {
            DemoStory.Print(report, Console.Out);
        }

        return report.Ok ? 0 : 1;
    }

    private static int Show(ThresholdReport report, bool json)
    {
        if (json)
        {
            var type = ThresholdJson.Default.ThresholdReport;
            Console.WriteLine(JsonSerializer.Serialize(report, type));
        }
        else
        {
            DemoStory.Print(report, Console.Out);
        }

        return report.Ok ? 0 : 1;
    }
}
