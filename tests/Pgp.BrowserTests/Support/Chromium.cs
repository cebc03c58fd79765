using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Pgp.Local;

namespace Pgp.BrowserTests.Support;

/// <summary>A browser's program and what it needs to be started.</summary>
internal sealed record Chromium(string Program, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Names a browser to use instead of the fetched one.</summary>
    private const string Named = "PGP_BROWSER";

    private static readonly string[] Installed =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <summary>
    /// The one of the lock file where it runs, which needs nobody's leave; else an installed one.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none; the message says the cure.</exception>
    public static Chromium Find(LocalFolders folders)
    {
        if (System.Environment.GetEnvironmentVariable(Named) is { Length: > 0 } named)
        {
            return new Chromium(named, None);
        }

        var package = Path.Combine(
            folders.Checkout,
            "tools/browser/node_modules/@sparticuz/chromium/bin"
        );
        if (IsLinuxOnIntel && Directory.Exists(package))
        {
            return Unpacked(package, folders.Home);
        }

        return Installed.FirstOrDefault(File.Exists) is { } program
            ? new Chromium(program, None)
            : throw new InvalidOperationException(
                "there is no browser to test with: start the tests as ./pgp test, which fetches "
                    + $"one on Linux (x64), or apt-get install chromium, or set {Named} to the "
                    + "program of a Chromium or Chrome"
            );
    }

    private static IReadOnlyDictionary<string, string> None { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [SupportedOSPlatformGuard("linux")]
    private static bool IsLinuxOnIntel =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    // The package holds everything compressed: program, libraries, fonts.
    [SupportedOSPlatform("linux")]
    private static Chromium Unpacked(string package, string home)
    {
        var size = new FileInfo(Path.Combine(package, "chromium.br")).Length;
        var folder = Path.Combine(home, "browser", $"{size}");
        if (!Directory.Exists(folder))
        {
            var fresh = $"{folder}.{System.Environment.ProcessId}";
            Directory.CreateDirectory(fresh);
            foreach (var archive in Directory.EnumerateFiles(package, "*.br"))
            {
                Unpack(archive, fresh);
            }

            File.WriteAllText(Path.Combine(fresh, "fonts.conf"), FontSettings(folder));
            Directory.Move(fresh, folder);
        }

        return new Chromium(
            Path.Combine(folder, "chromium"),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["LD_LIBRARY_PATH"] = Path.Combine(folder, "lib"),
                ["FONTCONFIG_FILE"] = Path.Combine(folder, "fonts.conf"),
            }
        );
    }

    [SupportedOSPlatform("linux")]
    private static void Unpack(string archive, string folder)
    {
        using var file = File.OpenRead(archive);
        using var content = new BrotliStream(file, CompressionMode.Decompress);
        var name = Path.GetFileNameWithoutExtension(archive);
        if (Path.GetExtension(name) == ".tar")
        {
            TarFile.ExtractToDirectory(content, folder, overwriteFiles: true);
            return;
        }

        var target = Path.Combine(folder, name);
        using (var program = File.Create(target))
        {
            content.CopyTo(program);
        }

        File.SetUnixFileMode(
            target,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    // The same letters on every machine.
    private static string FontSettings(string folder) =>
        $"""
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig>
              <dir>{folder}/fonts</dir>
              <cachedir>{folder}/cache</cachedir>
            </fontconfig>

            """;
}
