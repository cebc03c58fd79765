namespace Pgp.Local;

/// <summary>
/// Where the local stack of one checkout keeps its things: all below <c>.pgp/</c>.
/// </summary>
/// <param name="Checkout">Absolute path of the checkout.</param>
public sealed record LocalFolders(string Checkout)
{
    /// <summary><c>.pgp/</c>: removing it while nothing runs gives a fresh start.</summary>
    public string Home => Path.Combine(Checkout, ".pgp");

    /// <summary>Random secrets of this checkout, readable by their owner only.</summary>
    public string SecretsFile => Path.Combine(Home, "secrets.json");

    /// <summary>
    /// The database cluster (it may be placed elsewhere, see <see cref="EmbeddedPostgres"/>).
    /// </summary>
    public string PostgresData => Path.Combine(Home, "postgres", "data");

    /// <summary>The chain's blocks and accounts as the chain itself writes them.</summary>
    public string ChainState => Path.Combine(Home, "chain", "state.json");

    /// <summary>Output of the programs that the stack runs.</summary>
    public string Logs => Path.Combine(Home, "logs");

    /// <summary>Log of the database server.</summary>
    public string PostgresLog => Path.Combine(Logs, "postgres.log");

    /// <summary>Log of the chain.</summary>
    public string ChainLog => Path.Combine(Logs, "chain.log");

    /// <summary>Settings of the running stack; see <see cref="LocalSettings"/>.</summary>
    internal string SettingsFile => Path.Combine(Home, "stack.env");

    /// <summary>
    /// Who runs this checkout's stack at the moment; see <see cref="StackClaim"/>.
    /// </summary>
    internal string ClaimFile => Path.Combine(Home, "up.lock");

    /// <summary>What the running stack says about itself.</summary>
    internal string ClaimText => Path.Combine(Home, "up.txt");

    /// <summary>
    /// The checkout that this program belongs to: <c>PGP_ROOT</c> (set by the launcher), else the
    /// nearest folder above the program that holds <c>Pgp.slnx</c>.
    /// </summary>
    public static LocalFolders Find()
    {
        var named = Environment.GetEnvironmentVariable("PGP_ROOT");
        if (!string.IsNullOrEmpty(named))
        {
            return new(Path.GetFullPath(named));
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pgp.slnx")))
        {
            folder = folder.Parent;
        }

        return folder is not null
            ? new(folder.FullName)
            : throw new LocalProblemException(
                new(
                    "The checkout of PayGatePrime was not found",
                    $"no folder above {AppContext.BaseDirectory} holds Pgp.slnx",
                    "start with ./pgp, or set PGP_ROOT to the folder of the checkout"
                )
            );
    }

    /// <summary>Makes the folders that are not there yet.</summary>
    public LocalFolders Create()
    {
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(Path.GetDirectoryName(PostgresData)!);
        Directory.CreateDirectory(Path.GetDirectoryName(ChainState)!);
        return this;
    }
}
