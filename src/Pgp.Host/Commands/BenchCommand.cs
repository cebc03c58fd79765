using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Pgp.Host.Bench.Api;
using Pgp.Host.Bench.Bot;
using Pgp.Host.Bench.Broadcast;
using Pgp.Host.Bench.Intake;
using Pgp.Host.Bench.Pipeline;
using Pgp.Host.Bench.Removal;
using Pgp.Host.Bench.Settlement;
using Pgp.Host.Bench.Start;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp bench …</c>: figures of this build on this machine, beside what limits them.
/// </summary>
internal static class BenchCommand
{
    public static Command Create() =>
        new("bench", "Measures this build on this machine; see docs/performance.md.")
        {
            Intake(),
            Pipeline(),
            Start(),
            Settlement(),
            Broadcast(),
            Bot(),
            Removals(),
            Api(),
        };

    private static Command Intake()
    {
        var json = Json();
        var seconds = Number("--seconds", 5, "Length of one run.");
        var rounds = Number("--rounds", 3, "Runs per number of connections.");
        var connections = new Option<int[]>("--connections")
        {
            Description = "Numbers of connections, for example 16,64.",
            DefaultValueFactory = _ => [16, 64],
            CustomParser = ReadNumbers,
        };
        var command = new Command("intake", "Provider messages accepted per second, durably.")
        {
            json,
            seconds,
            rounds,
            connections,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var options = new IntakeOptions(
                    parsed.GetRequiredValue(connections),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    parsed.GetValue(rounds),
                    Console.Error.WriteLine
                );
                var password = RandomNumberGenerator.GetHexString(64, lowercase: true);
                await using var store = await IntakeStore.OpenAsync(password, ct);
                var report = await new IntakeBench(options, store).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = IntakeJson.Default.IntakeReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    IntakeTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Pipeline()
    {
        var json = Json();
        var payments = Number("--payments", 60, "Purchases to measure, one after the other.");
        var command = new Command(
            "pipeline",
            "From a paid invoice to the invite, and from a task's commit to its handler."
        )
        {
            json,
            payments,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var options = PipelineBench.Configure(
                    new LocalStackOptions(LocalFolders.Find(), Temporary: true)
                    {
                        OnStep = Progress.Print,
                    }
                );
                await using var stack = await LocalStack.StartAsync(options, ct);
                var bench = new PipelineBench(
                    stack,
                    parsed.GetValue(payments),
                    Console.Error.WriteLine
                );
                var report = await bench.RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = PipelineJson.Default.PipelineReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    PipelineTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Start()
    {
        var json = Json();
        var runs = Number("--runs", 7, "Starts of each build.");
        var command = new Command(
            "start",
            "From the start of 'serve all' to its readiness, by the JIT and the native build."
        )
        {
            json,
            runs,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var folders = LocalFolders.Find();
                var options = new LocalStackOptions(folders, Temporary: true)
                {
                    WithServices = false,
                    OnStep = Progress.Print,
                };
                await using var stack = await LocalStack.StartAsync(options, ct);
                var bench = new StartBench(
                    folders,
                    stack,
                    parsed.GetValue(runs),
                    Console.Error.WriteLine
                );
                var report = await bench.RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = StartJson.Default.StartReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    StartTable.Print(report, Console.Out);
                }
            }
        );
        return command;
    }

    private static Command Settlement()
    {
        var json = Json();
        var credits = Number("--credits", 1_000_000, "Credits in the table.");
        var owners = Number("--owners", 10_000, "Owners that they belong to.");
        var runs = Number("--runs", 100, "Of each query.");
        var command = new Command(
            "settlement",
            "Who is due, and is a pool full: over many credits."
        )
        {
            json,
            credits,
            owners,
            runs,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var options = new SettlementOptions(
                    parsed.GetValue(credits),
                    parsed.GetValue(owners),
                    parsed.GetValue(runs),
                    Console.Error.WriteLine
                );
                await using var store = await SettlementStore.OpenAsync(ct);
                var report = await new SettlementBench(options, store).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = SettlementJson.Default.SettlementReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    SettlementTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Broadcast()
    {
        var json = Json();
        var subscribers = Number("--subscribers", 100_000, "Who get the announcement.");
        var death = new Option<Death>("--death")
        {
            Description = "Where in a message's way one process is killed.",
            DefaultValueFactory = _ => Death.BeforeAnswer,
        };
        var command = new Command(
            "broadcast",
            "An announcement to a crowd in virtual time, by two processes, one of them killed."
        )
        {
            json,
            subscribers,
            death,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var store = await BroadcastStore.OpenAsync(ct);
                var options = new BroadcastBenchOptions(
                    store.Connection,
                    parsed.GetValue(subscribers),
                    parsed.GetValue(death),
                    Console.Error.WriteLine
                );
                var report = await new BroadcastBench(options).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = BroadcastReportJson.Default.BroadcastReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    BroadcastTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Bot()
    {
        var json = Json();
        var rounds = Number("--rounds", 100, "Of four words each, said by one person alone.");
        var buyers = Number("--buyers", 200, "At once, after that.");
        var command = new Command("bot", "From a word to the bot's answer, alone and in a crowd.")
        {
            json,
            rounds,
            buyers,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var local = new LocalStackOptions(LocalFolders.Find(), Temporary: true)
                {
                    OnStep = Progress.Print,
                };
                await using var stack = await LocalStack.StartAsync(local, ct);
                var options = new BotBenchOptions(
                    parsed.GetValue(rounds),
                    parsed.GetValue(buyers),
                    Console.Error.WriteLine
                );
                var report = await new BotBench(stack, options).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = BotReportJson.Default.BotReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    BotTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Removals()
    {
        var json = Json();
        var members = Number("--members", 400, "Whose access ends, within a minute.");
        var command = new Command("removals", "From the true end of access to the removal.")
        {
            json,
            members,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var local = new LocalStackOptions(LocalFolders.Find(), Temporary: true)
                {
                    OnStep = Progress.Print,
                };
                await using var stack = await LocalStack.StartAsync(local, ct);
                var options = new RemovalBenchOptions(
                    parsed.GetValue(members),
                    Console.Error.WriteLine
                );
                var report = await new RemovalBench(stack, options).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = RemovalJson.Default.RemovalReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    RemovalTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Command Api()
    {
        var json = Json();
        var payments = Number("--payments", 1_000_000, "In the table, over all owners.");
        var owners = Number("--owners", 5_000, "Whose they are.");
        var large = Number("--large", 50_000, "Payments of the largest owner.");
        var seconds = Number("--seconds", 60, "How long requests are sent at each rate.");
        var rates = new Option<int[]>("--rates")
        {
            Description = "Requests per second, for example 50,200.",
            DefaultValueFactory = _ => [50, 200],
            CustomParser = ReadNumbers,
        };
        var command = new Command("api", "What owners wait for their pages, over a year of sales.")
        {
            json,
            payments,
            owners,
            large,
            rates,
            seconds,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var options = new ApiBenchOptions(
                    parsed.GetValue(payments),
                    parsed.GetValue(owners),
                    parsed.GetValue(large),
                    parsed.GetRequiredValue(rates),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    Console.Error.WriteLine
                );
                await using var store = await ApiStore.OpenAsync(ct);
                var report = await new ApiBench(options, store).RunAsync(ct);
                if (parsed.GetValue(json))
                {
                    var type = ApiReportJson.Default.ApiReport;
                    Console.WriteLine(JsonSerializer.Serialize(report, type));
                }
                else
                {
                    ApiTable.Print(report, Console.Out);
                }

                return report.Ok ? 0 : 1;
            }
        );
        return command;
    }

    private static Option<bool> Json() =>
        new("--json") { Description = "One JSON document on stdout." };

    private static Option<int> Number(string name, int standard, string description)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} must be at least 1");
            }
        });
        return option;
    }

    private static int[] ReadNumbers(ArgumentResult result)
    {
        var numbers = new List<int>();
        foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 1_000
            )
            {
                numbers.Add(number);
            }
            else
            {
                result.AddError($"'{part}' is not a number from 1 to 1000");
                return [];
            }
        }

        return [.. numbers];
    }
}
