using System.CommandLine;
using System.Diagnostics;
using Pgp.Host.DemoData;
using Pgp.Host.Stack;
using Pgp.Local;

namespace Pgp.Host.Commands;

/// <summary><c>pgp up</c>: everything on this machine, until Ctrl-C.</summary>
internal static class UpCommand
{
    private const int StandardPort = 8080;
    private const int StandardSandboxPort = 8081;
    private const int DemoDataSeed = 1;

    public static Command Create()
    {
        var port = Port("--port", "Port of the services on 127.0.0.1.", StandardPort);
        var sandbox = Port(
            "--sandbox-port",
            "Port of the sandbox on 127.0.0.1.",
            StandardSandboxPort
        );
        var demoData = new Option<bool>("--demo-data")
        {
            Description = "Begins with a year of an owner's sales, played in a few minutes.",
        };
        var command = new Command(
            "up",
            "Database, chain, partners' simulators and all services on this machine; Ctrl-C stops."
        )
        {
            port,
            sandbox,
            demoData,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(port),
                    parsed.GetValue(sandbox),
                    parsed.GetValue(demoData),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        int port,
        int sandboxPort,
        bool withDemoData,
        CancellationToken ct
    )
    {
        var folders = LocalFolders.Find();
        using var claim = StackClaim.Take(folders);
        RequireTwo(port, sandboxPort);
        RequireFree(port, "--port");
        RequireFree(sandboxPort, "--sandbox-port");
        var options = new LocalStackOptions(folders, Temporary: false)
        {
            Port = port,
            SandboxPort = sandboxPort,
            Database = Environment.GetEnvironmentVariable("PGP_DATABASE"),
            OnStep = Progress.Print,
        };
        if (withDemoData)
        {
            await FillAsync(options, ct);
        }

        await using var stack = await LocalStack.StartAsync(options, ct);
        using var settings = LocalSettings.Keep(folders, stack.Settings);
        await SampleShop.EnsureAsync(stack, ct);
        var addresses = Addresses(stack);
        claim.Describe(addresses);
        Console.WriteLine(addresses);
        if (withDemoData)
        {
            Console.WriteLine(
                $"sign in to the site as {DemoOwner.Username}, password {DemoOwner.Password}"
            );
        }

        Console.WriteLine("ready - Ctrl-C stops");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopping");
        }

        return 0;
    }

    private static async Task FillAsync(LocalStackOptions options, CancellationToken ct)
    {
        DemoDataFill.RequireNew(options.Folders, options.Database);
        Console.Error.WriteLine("playing a year of sales; this takes a few minutes");
        var began = Stopwatch.GetTimestamp();
        try
        {
            await DemoDataFill.RunAsync(
                options,
                Script.Year(DemoDataSeed),
                month => Progress.Print(month, Stopwatch.GetElapsedTime(began)),
                ct
            );
        }
        catch
        {
            Console.Error.WriteLine(
                $"the year is not complete; rm -r {options.Folders.Home} begins anew"
            );
            throw;
        }
    }

    private static string Addresses(LocalStack stack)
    {
        var app = stack.App.ToString().TrimEnd('/');
        return $"""
              site (be the owner)  {app}/
              sandbox (be Alice)   {stack.Sandbox}
              mailbox              {stack.Sandbox}mail
              API document         {app}/webapi/openapi.json
              services             {app}
              readiness            {app}/ready
              metrics              {app}/metrics
              chain (JSON-RPC)     {stack.Chain}
            """;
    }

    private static Option<int> Port(string name, string description, int standard)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > ushort.MaxValue)
            {
                result.AddError($"{name} must be from 1 to {ushort.MaxValue}");
            }
        });
        return option;
    }

    private static void RequireTwo(int port, int sandboxPort)
    {
        if (port == sandboxPort)
        {
            throw new LocalProblemException(
                new LocalProblem(
                    $"Port {port} is to serve twice",
                    "services and sandbox listen on a port each",
                    "choose another one with --port <number> or --sandbox-port <number>"
                )
            );
        }
    }

    private static void RequireFree(int port, string option)
    {
        if (!FreePorts.IsFree(port))
        {
            throw new LocalProblemException(
                new LocalProblem(
                    $"Port {port} is in use",
                    "another program listens there",
                    $"stop it, or choose another port with {option} <number>"
                )
            );
        }
    }
}
