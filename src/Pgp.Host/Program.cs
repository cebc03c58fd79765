using System.CommandLine;
using Pgp.Common.Settings;
using Pgp.Host.Commands;
using Pgp.Local;

namespace Pgp.Host;

internal static class Program
{
    private const int Failed = 1;
    private const int Misconfigured = 2;

    // Database and chain are to be stopped, not abandoned; the library would allow two seconds.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);

    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand(
            "PayGatePrime: crypto payments for Telegram channels, from the buyer's tap to the owner's wallet."
        );
        root.Subcommands.Add(UpCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(TopologyCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        try
        {
            var quiet = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopTime,
            };
            return await root.Parse(args).InvokeAsync(quiet);
        }
        catch (SettingsException incomplete)
        {
            await Console.Error.WriteLineAsync(incomplete.Message);
            return Misconfigured;
        }
        catch (LocalProblemException missing)
        {
            await Console.Error.WriteLineAsync(missing.Problem.ToString());
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }
}
