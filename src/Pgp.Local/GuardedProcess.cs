using System.Diagnostics;
using System.Globalization;

namespace Pgp.Local;

/// <summary>
/// A long-running program that ends with us, even when we are killed and cannot run a line any
/// more. A small shell between us and the program reads a pipe that only we hold: its end is the
/// order to stop. The program has a process group of its own, so a Ctrl-C in the terminal
/// reaches only us and we stop it when we have drained.
/// </summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    // A program that ignores its stop signal for this long is ended with SIGQUIT.
    private const int PatienceSeconds = 20;

    // $1 stop signal, $2 log file, $3 patience, then the command. Prints the program's pid.
    // The signals that a terminal sends to the whole group are caught (not ignored: that would be
    // inherited), which interrupts "wait", hence the loop.
    private const string Guard = """
        signal=$1 log=$2 patience=$3
        shift 3
        trap : INT TERM HUP
        set -m
        exec 3<&0 </dev/null
        "$@" 3<&- >>"$log" 2>&1 &
        child=$!
        echo "$child"
        exec >/dev/null 2>&1
        { read -r _ <&3; kill -s "$signal" "$child"; sleep "$patience"; kill -s QUIT "$child"; } &
        reader=$!
        exec 3<&-
        while :; do
            wait "$child"
            code=$?
            kill -0 "$child" || break
        done
        kill -s KILL -- "-$reader"
        exit "$code"
        """;

    private readonly Process shell;
    private readonly StreamWriter pipe;

    private GuardedProcess(Process shell, int pid, Task<int> exited)
    {
        this.shell = shell;
        pipe = shell.StandardInput;
        Pid = pid;
        Exited = exited;
    }

    /// <summary>Process id of the program itself.</summary>
    public int Pid { get; }

    /// <summary>Ends with the program's exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a program whose output is added to a log file.</summary>
    public static async Task<GuardedProcess> StartAsync(
        IReadOnlyList<string> command,
        string stopSignal,
        string logFile,
        CancellationToken ct
    )
    {
        var patience = PatienceSeconds.ToString(CultureInfo.InvariantCulture);
        var start = Commands.Describe([
            "bash",
            "-c",
            Guard,
            "pgp-guard",
            stopSignal,
            logFile,
            patience,
            .. command,
        ]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var guard = Process.Start(start)!;
        try
        {
            var line = await guard.StandardOutput.ReadLineAsync(ct);
            var pid = int.Parse(line!, CultureInfo.InvariantCulture);
            return new(guard, pid, WaitAsync(guard));
        }
        catch (OperationCanceledException)
        {
            guard.Dispose(); // Closes the pipe: the guard ends the program.
            throw;
        }
    }

    /// <summary>Sends the stop signal and waits for the end.</summary>
    public async Task StopAsync()
    {
        await pipe.DisposeAsync();
        await Exited;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        shell.Dispose();
    }

    private static async Task<int> WaitAsync(Process shell)
    {
        await shell.WaitForExitAsync(CancellationToken.None);
        return shell.ExitCode;
    }
}
