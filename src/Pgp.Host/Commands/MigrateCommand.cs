using System.CommandLine;
using Pgp.Common.Database;
using Pgp.Common.Settings;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp migrate</c>: brings the schema of <c>PGP_DATABASE</c> up to this build.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Applies the migrations that the database lacks.");
        command.SetAction((_, ct) => RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        using var secrets = new CloudSecrets();
        var values = await SettingsLoader.LoadAsync(secrets, ct);
        var settings = new SettingsReader(values);
        var address = DatabaseAddress.Read(settings);
        settings.ThrowIfIncomplete();
        var applied = await Migrator.MigrateAsync(address.ConnectionString, ct);
        foreach (var name in applied)
        {
            Console.WriteLine($"applied {name}");
        }

        Console.WriteLine(applied.Count == 0 ? "nothing to do" : $"{applied.Count} applied");
        return 0;
    }
}
