namespace Pgp.Local;

/// <summary>
/// The user that the database server runs as. PostgreSQL refuses root, so for root it is the
/// unprivileged user 65534 that every Linux system has; otherwise it is the current user.
/// </summary>
internal sealed class ServerAccount
{
    private const string Nobody = "65534";

    private readonly IReadOnlyList<string> prefix;

    private ServerAccount(IReadOnlyList<string> prefix) => this.prefix = prefix;

    /// <summary>Whether the server runs as somebody else than we do.</summary>
    public bool IsOther => prefix.Count > 0;

    public static ServerAccount Current()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new([]);
        }

        return OperatingSystem.IsLinux()
            ? new(["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"])
            : throw new LocalProblemException(
                new(
                    "PostgreSQL does not run as root",
                    "only Linux offers a simple way to run it as somebody else",
                    "start as an ordinary user, or set PGP_DATABASE to a PostgreSQL 15+ server"
                )
            );
    }

    /// <summary>The command line that runs a program as this user.</summary>
    public IReadOnlyList<string> Run(params IReadOnlyList<string> command) =>
        [.. prefix, .. command];

    /// <summary>
    /// Whether a command succeeds as this user: asked instead of computed from modes.
    /// </summary>
    public async Task<bool> CanAsync(IReadOnlyList<string> command, CancellationToken ct) =>
        (await Commands.RunAsync(Run(command), ct)).Succeeded;

    /// <summary>Hands files over to this user.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (IsOther)
        {
            var chown = await Commands.RunAsync(["chown", "-hR", $"{Nobody}:{Nobody}", path], ct);
            if (!chown.Succeeded)
            {
                throw new InvalidOperationException($"chown of {path}: {chown.Output}");
            }
        }
    }
}
