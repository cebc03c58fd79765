using System.Text;

namespace Pgp.Local;

/// <summary>
/// What a program wrote to its log since a moment, for messages about a failed start.
/// </summary>
internal sealed class LogTail
{
    private const int MaxLines = 8;
    private readonly string path;
    private readonly long from;

    private LogTail(string path, long from)
    {
        this.path = path;
        this.from = from;
    }

    public static LogTail FromNow(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileInfo(path);
        return new(path, file.Exists ? file.Length : 0);
    }

    /// <summary>The last lines.</summary>
    public async Task<string> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return "(the log is empty)";
        }

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var _ = stream;
        stream.Position = Math.Min(from, stream.Length);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(ct)).Trim().Split('\n');
        return string.Join("\n        ", lines.TakeLast(MaxLines));
    }
}
