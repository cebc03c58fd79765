using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.Host.Commands;
using Pgp.Local;

namespace Pgp.Host.Operations;

/// <summary>
/// The database for an operator's command: as the role that may read everything and put tasks back,
/// with no service running.
/// </summary>
internal sealed class OperatorDatabase : IAsyncDisposable
{
    private OperatorDatabase(Database database, SettingsReader settings)
    {
        Database = database;
        Settings = settings;
    }

    public Database Database { get; }

    public SettingsReader Settings { get; }

    /// <exception cref="SettingsException">The database's address is missing.</exception>
    public static async Task<OperatorDatabase> OpenAsync(CancellationToken ct)
    {
        using var secrets = new CloudSecrets();
        // Beside a stack of this checkout nothing has to be set.
        var local = LocalSettings.Find(LocalFolders.Find());
        var settings = new SettingsReader(await SettingsLoader.LoadAsync(secrets, local, ct));
        var address = DatabaseAddress.Read(settings);
        settings.ThrowIfIncomplete();
        var role = ServiceName.Oversight.DatabaseRole;
        var database = DataSources.Open(address, role, TimeProvider.System);
        return new OperatorDatabase(database, settings);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
