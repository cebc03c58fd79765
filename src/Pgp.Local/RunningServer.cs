using System.Diagnostics;
using System.Globalization;

namespace Pgp.Local;

/// <summary>A server that serves a cluster now, as its postmaster.pid says (PostgreSQL, "File
/// Layout": pid, data folder, start time, port, ... one a line).</summary>
internal sealed record RunningServer(int Pid, int Port)
{
    /// <returns>Nothing when the file is absent or its process is gone.</returns>
    public static RunningServer? Of(string dataDirectory)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Path.Combine(dataDirectory, "postmaster.pid"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // No file, or one that only its own server may judge.
        }

        return
            lines.Length > 3
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            && IsPostgres(pid)
            ? new(pid, port)
            : null;
    }

    private static bool IsPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false; // The pid of a server that has ended.
        }
    }
}
