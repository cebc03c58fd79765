using System.Runtime.InteropServices;

namespace Pgp.Local;

/// <summary>Finds the programs that <c>tools/embedded</c> brings along as npm packages.</summary>
public static class Prerequisites
{
    private const string Install =
        "./pgp up fetches it; by hand: npm ci --ignore-scripts " + "--prefix tools/embedded";

    /// <summary>Folder with <c>postgres</c> and <c>initdb</c>.</summary>
    public static Located Postgres(LocalFolders folders)
    {
        if (OsName() is not { } os)
        {
            return NotForThisSystem("PostgreSQL", "set PGP_DATABASE to a PostgreSQL 15+ server");
        }

        var package = $"@embedded-postgres/{os}-{Cpu("x64", "arm64")}";
        var native = Path.Combine(Modules(folders), package, "native");
        var bin = Path.Combine(native, "bin");
        if (!File.Exists(Path.Combine(bin, "initdb")))
        {
            return new Located.Missing(
                new($"The npm package {package} is missing", "it holds PostgreSQL", Install)
            );
        }

        // npm packages cannot hold symbolic links: the package makes them when it is set up.
        var links = os != "linux" || File.Exists(Path.Combine(native, "lib", "libpq.so.5"));
        return links
            ? new Located.At(bin)
            : new Located.Missing(
                new(
                    $"The npm package {package} is not set up",
                    "links between its libraries are missing, so PostgreSQL cannot start",
                    $"(cd tools/embedded/node_modules/{package} && node scripts/hydrate-symlinks.js)"
                )
            );
    }

    /// <summary>The chain's native program; <c>PGP_ANVIL</c> names another one.</summary>
    public static Located Anvil(LocalFolders folders)
    {
        var named = Environment.GetEnvironmentVariable("PGP_ANVIL");
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? new Located.At(named)
                : new Located.Missing(
                    new(
                        $"PGP_ANVIL names {named}, which is not there",
                        "the local chain is run by that program",
                        "correct PGP_ANVIL, or unset it to use the npm package"
                    )
                );
        }

        if (OsName() is not { } os)
        {
            return NotForThisSystem("anvil", "set PGP_ANVIL to a program that runs here");
        }

        var package = $"@foundry-rs/anvil-{os}-{Cpu("amd64", "arm64")}";
        var program = Path.Combine(Modules(folders), package, "bin", "anvil");
        if (File.Exists(program))
        {
            return new Located.At(program);
        }

        var remedy =
            package == "@foundry-rs/anvil-linux-amd64"
                ? Install
                : $"npm install --no-save --prefix tools/embedded {package}@1.7.1, "
                    + "or set PGP_ANVIL to the path of an anvil of your own";
        return new Located.Missing(
            new($"The npm package {package} is missing", "it holds the local chain", remedy)
        );
    }

    private static string Modules(LocalFolders folders) =>
        Path.Combine(folders.Checkout, "tools", "embedded", "node_modules");

    private static string? OsName() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsMacOS() ? "darwin"
        : null;

    private static string Cpu(string intel, string arm) =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? arm : intel;

    private static Located.Missing NotForThisSystem(string program, string remedy) =>
        new(
            new(
                $"{program} cannot be brought along on {RuntimeInformation.OSDescription}",
                "packages exist for Linux and macOS",
                remedy
            )
        );
}

/// <summary>Where a program is, or what to do about its absence.</summary>
public abstract record Located
{
    private Located() { }

    /// <summary>The path, or a <see cref="LocalProblemException"/> when it is missing.</summary>
    public string PathOrThrow() =>
        this switch
        {
            At at => at.Path,
            Missing missing => throw new LocalProblemException(missing.Problem),
            var other => throw new InvalidOperationException($"unknown place: {other}"),
        };

    /// <summary>The program is there.</summary>
    public sealed record At(string Path) : Located;

    /// <summary>It is not.</summary>
    public sealed record Missing(LocalProblem Problem) : Located;
}
