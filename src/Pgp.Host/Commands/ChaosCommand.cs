using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Pgp.Host.Chaos;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp chaos</c>: payments while processes are killed and partners misbehave, on temporary data;
/// exit code 1 if anything is doubled, lost, stuck or unaccounted for.
/// </summary>
internal static class ChaosCommand
{
    private const int PaymentsMax = 100_000;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var payments = new Option<int>("--payments")
        {
            Description = "How many purchases.",
            DefaultValueFactory = _ => 500,
        };
        payments.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > PaymentsMax)
            {
                result.AddError($"--payments is from 1 to {PaymentsMax}");
            }
        });
        var seed = new Option<int>("--seed")
        {
            Description = "Draws buyers, faults and kills; the same seed draws the same.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "chaos",
            "Tries to break a stack of its own: kills processes, lets partners fail, and counts."
        )
        {
            payments,
            seed,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(payments),
                    parsed.GetValue(seed),
                    parsed.GetValue(json),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(int payments, int seed, bool json, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await Console.Error.WriteLineAsync($"  seed {seed}");
        var options = ChaosRun.Configure(
            new LocalStackOptions(LocalFolders.Find(), Temporary: true) { OnStep = Progress.Print },
            seed
        );
        await using var stack = await LocalStack.StartAsync(options, ct);
        var ready = Stopwatch.GetElapsedTime(began);
        var wanted = new ChaosOptions(payments, seed, Console.Error.WriteLine);
        using var run = new ChaosRun(stack, ready, wanted);
        var report = await run.RunAsync(ct);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ChaosJson.Default.ChaosReport));
        }
        else
        {
            ChaosTable.Print(report, Console.Out);
        }

        return report.Ok ? 0 : 1;
    }
}
