using Pgp.Adapters.GoogleCloud;
using Pgp.Contracts.Settings;

namespace Pgp.Host.Commands;

/// <summary>
/// Secret Manager as the service account of the machine. Asked only where a setting holds a
/// resource path, so elsewhere it costs nothing. <c>GCE_METADATA_HOST</c> and
/// <c>PGP_SECRET_MANAGER_URL</c> point it at a simulator.
/// </summary>
internal sealed class CloudSecrets : ISecretSource, IDisposable
{
    private readonly HttpClient metadata = new();
    private readonly HttpClient manager = new();
    private readonly SecretManagerSecrets secrets;

    public CloudSecrets()
    {
        var host = Environment.GetEnvironmentVariable("GCE_METADATA_HOST");
        var url = Environment.GetEnvironmentVariable("PGP_SECRET_MANAGER_URL");
        MetadataToken.Configure(
            metadata,
            host is null ? MetadataToken.DefaultAddress : new Uri($"http://{host}/")
        );
        SecretManagerSecrets.Configure(
            manager,
            url is null ? SecretManagerSecrets.DefaultAddress : new Uri(url)
        );
        var tokens = new MetadataToken(metadata, TimeProvider.System);
        secrets = new SecretManagerSecrets(manager, tokens);
    }

    public async ValueTask<string?> ReadAsync(string reference, CancellationToken ct)
    {
        try
        {
            return await secrets.ReadAsync(reference, ct);
        }
        catch (SecretUnreadableException)
        {
            // The loader reports the setting's name; the reason stays out of the logs.
            return null;
        }
    }

    public void Dispose()
    {
        metadata.Dispose();
        manager.Dispose();
    }
}
