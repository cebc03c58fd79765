using System.CommandLine;
using System.CommandLine.Help;
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
        // Not a RootCommand: its name would be the file's, and people type "pgp".
        var root = new Command(
            "pgp",
            "PayGatePrime: crypto payments for Telegram channels, from the buyer's tap to the owner's wallet."
        )
        {
            new HelpOption(),
            new VersionOption(),
        };
        root.Subcommands.Add(UpCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(TopologyCommand.Create());
        root.Subcommands.Add(ReconcileCommand.Create());
        root.Subcommands.Add(StatementCommand.Create());
        root.Subcommands.Add(BookRefillCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(ChaosCommand.Create());
        root.Subcommands.Add(LimitCommand.Create());
        root.Subcommands.Add(SwitchCommand.Create());
        root.Subcommands.Add(OverdueCommand.Create());
        root.Subcommands.Add(DlqCommand.Create());
        root.Subcommands.Add(TimelineCommands.CreatePayment());
        root.Subcommands.Add(TimelineCommands.CreatePayout());
        root.Subcommands.Add(AlertTestCommand.Create());
        root.Subcommands.Add(NoticeTestCommand.Create());
        root.Subcommands.Add(OwnersCommand.Create());
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
