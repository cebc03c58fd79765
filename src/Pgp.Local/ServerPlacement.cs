using System.Security.Cryptography;
using System.Text;

namespace Pgp.Local;

/// <summary>
/// Where the server's programs and data really are. When root works in a private folder (say,
/// below /root with mode 0700) the unprivileged server can reach neither its libraries nor its
/// data there; then both live in a folder of <c>/var/tmp</c> named after the original place.
/// </summary>
internal sealed record ServerPlacement(string BinDirectory, string DataDirectory)
{
    public static async Task<ServerPlacement> ChooseAsync(
        EmbeddedPostgresOptions options,
        ServerAccount account,
        CancellationToken ct
    )
    {
        var parent = Path.GetDirectoryName(options.DataDirectory)!;
        Directory.CreateDirectory(parent);
        if (!account.IsOther)
        {
            return new(options.BinDirectory, options.DataDirectory);
        }

        var postgres = Path.Combine(options.BinDirectory, "postgres");
        var bin = await account.CanAsync([postgres, "--version"], ct)
            ? options.BinDirectory
            : await CopyAsync(options.BinDirectory, ct);
        var data = await account.CanAsync(["test", "-x", parent], ct)
            ? options.DataDirectory
            : Path.Combine(
                await PublicFolderAsync(options.BinDirectory, ct),
                $"data-{Mark(options.DataDirectory)}"
            );
        return new(bin, data);
    }

    private static async Task<string> CopyAsync(string bin, CancellationToken ct)
    {
        var native = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(bin))!;
        var program = new FileInfo(Path.Combine(bin, "postgres"));
        var version = Mark($"{program.Length} {program.LastWriteTimeUtc.Ticks}");
        var folder = await PublicFolderAsync(bin, ct);
        var copy = Path.Combine(folder, $"postgres-{version}");
        if (!Directory.Exists(copy))
        {
            // Made beside and renamed: an interrupted copy is never taken for a whole one.
            var draft = $"{copy}.{Environment.ProcessId}";
            await MustAsync(["cp", "-a", native, draft], ct);
            await MustAsync(["chmod", "-R", "a+rX,go-w", draft], ct);
            Directory.Move(draft, copy);
        }

        return Path.Combine(copy, "bin");
    }

    private static async Task<string> PublicFolderAsync(string bin, CancellationToken ct)
    {
        var folder = $"/var/tmp/paygateprime-{Mark(bin)}";
        var made = await Commands.RunAsync(["mkdir", "-m", "0755", folder], ct);
        if (!made.Succeeded)
        {
            // Anybody may make a folder in /var/tmp, so one that is there must prove to be ours.
            var owner = await Commands.RunAsync(["stat", "-c", "%u %F", folder], ct);
            if (owner.Output != "0 directory")
            {
                throw new LocalProblemException(
                    new(
                        $"{folder} is not a folder of root",
                        "the database server of this checkout is kept there, because the "
                            + "checkout is private; another user has put something in its place",
                        $"look at it and remove it: rm -r {folder}"
                    )
                );
            }
        }

        return folder;
    }

    private static async Task MustAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        var result = await Commands.RunAsync(command, ct);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {result.Output}");
        }
    }

    private static string Mark(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
