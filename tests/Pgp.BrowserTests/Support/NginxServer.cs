using System.Diagnostics;
using System.Text.RegularExpressions;
using Pgp.Local;
using Pgp.Testing;

namespace Pgp.BrowserTests.Support;

/// <summary>
/// The site behind nginx, with the settings of <c>web/nginx</c> placed as the official image places
/// them. Ends with whoever holds it, and with this process.
/// </summary>
internal sealed partial class NginxServer : IAsyncDisposable
{
    /// <summary>Names the program; set by ./pgp test.</summary>
    private const string Named = "PGP_NGINX";

    private const string RootOfImage = "root /usr/share/nginx/html;";

    // One process: its end is the end of all. Everything that it writes stays in the folder.
    private const string Outside = """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log;
        events {
            worker_connections 256;
        }
        http {
            default_type application/octet-stream;
            access_log access.log;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            scgi_temp_path scgi;
            uwsgi_temp_path uwsgi;
            include conf.d/*.conf;
        }

        """;

    private readonly string home;
    private readonly GuardedProcess running;

    private NginxServer(string folder, GuardedProcess process, int port)
    {
        home = folder;
        running = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it in front of whoever answers the API.</summary>
    public static Task<NginxServer> StartAsync(Uri api, CancellationToken ct) =>
        FreePorts.ListenAsync(0, FreePorts.Next, "nginx", port => TryAsync(api, port, ct));

    /// <summary>What nginx itself says about the settings (<c>nginx -t</c>).</summary>
    public static async Task<(int ExitCode, string[] Output)> CheckAsync(CancellationToken ct)
    {
        var folder = Furnish(new Uri("http://127.0.0.1:8080"), FreePorts.Next());
        try
        {
            var start = new ProcessStartInfo(Program(), [.. Arguments(folder), "-t"])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            };
            using var check = Process.Start(start)!;
            var output = await check.StandardError.ReadToEndAsync(ct);
            await check.WaitForExitAsync(ct);
            return (
                check.ExitCode,
                output
                    .Replace(folder, "", StringComparison.Ordinal)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    /// <returns>Nothing when the port is in use.</returns>
    private static async Task<NginxServer?> TryAsync(Uri api, int port, CancellationToken ct)
    {
        var folder = Furnish(api, port);
        var output = Path.Combine(folder, "output.log");
        var process = await GuardedProcess.StartAsync(
            [Program(), .. Arguments(folder)],
            "TERM",
            output,
            ct
        );
        var server = new NginxServer(folder, process, port);
        try
        {
            // Written when it listens.
            var pid = Path.Combine(folder, "nginx.pid");
            await Eventually.GetAsync(
                () => Task.FromResult(process.Exited.IsCompleted || File.Exists(pid)),
                isThere => isThere,
                ct
            );
            if (!process.Exited.IsCompleted)
            {
                return server;
            }

            var words = await File.ReadAllTextAsync(Path.Combine(folder, "error.log"), ct);
            return words.Contains("Address already in use", StringComparison.Ordinal)
                ? await EndAsync(server)
                : throw new InvalidOperationException($"nginx did not start: {words}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<NginxServer?> EndAsync(NginxServer server)
    {
        await server.DisposeAsync();
        return null;
    }

    private static string[] Arguments(string folder) =>
        [
            "-p",
            folder,
            "-c",
            Path.Combine(folder, "nginx.conf"),
            "-e",
            Path.Combine(folder, "error.log"),
        ];

    // As /etc/nginx is in the container.
    private static string Furnish(Uri api, int port)
    {
        var web = Path.Combine(LocalFolders.Find().Checkout, "web");
        var parts = Path.Combine(web, "nginx");
        var folder = Directory.CreateTempSubdirectory("pgp-nginx-").FullName;
        var site = Directory.CreateDirectory(Path.Combine(folder, "site")).FullName;
        var servers = Directory.CreateDirectory(Path.Combine(folder, "conf.d")).FullName;
        foreach (var part in Directory.EnumerateFiles(parts, "*.conf"))
        {
            File.Copy(part, Path.Combine(site, Path.GetFileName(part)));
        }

        var template = File.ReadAllText(Path.Combine(parts, "site.conf.template"));
        Assert.Equal(2, template.Split(RootOfImage).Length);
        var dist = Path.Combine(web, "dist");
        var rendered = Render(
            template.Replace(RootOfImage, $"root \"{dist}\";", StringComparison.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // Only this machine is to reach it.
                ["PGP_WEB_PORT"] = $"127.0.0.1:{port}",
                ["PGP_WEB_UPSTREAM"] = api.Authority,
            }
        );
        File.WriteAllText(Path.Combine(servers, "default.conf"), rendered);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), Outside);
        return folder;
    }

    // As envsubst in the image: what it does not know stays, and nginx would not know it either.
    private static string Render(string template, Dictionary<string, string> values)
    {
        var asked = Variable().Matches(template).Select(one => one.Groups["name"].Value);
        Assert.Equal(values.Keys.Order(), asked.Distinct().Order());
        return Variable().Replace(template, one => values[one.Groups["name"].Value]);
    }

    private static string Program()
    {
        if (Environment.GetEnvironmentVariable(Named) is { Length: > 0 } named)
        {
            return named;
        }

        var fetched = Path.Combine(LocalFolders.Find().Home, "nginx/usr/sbin/nginx");
        return File.Exists(fetched)
            ? fetched
            : throw new InvalidOperationException(
                "there is no nginx to test with: start the tests as ./pgp test, which finds or "
                    + $"fetches one, or set {Named} to the program of an nginx"
            );
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
