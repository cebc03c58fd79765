using Pgp.Common.Settings;
using Pgp.Contracts.Settings;

namespace Pgp.UnitTests.Common;

public sealed class SettingsLoaderTests : IDisposable
{
    private const string Path = "projects/p1/secrets/NOWPAYMENTS_API_KEY/versions/latest";
    private const string Regional = "projects/p1/locations/europe-west1/secrets/K/versions/7";

    private readonly string folder = Directory.CreateTempSubdirectory("pgp-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Plain_values_stay_as_they_are()
    {
        var resolved = await ResolveAsync(null, ("A", "value"), ("B", "file"), ("C", " x "));
        Assert.Equal("value", resolved["A"]);
        Assert.Equal("file", resolved["B"]);
        Assert.Equal(" x ", resolved["C"]);
    }

    [Fact]
    public async Task A_secret_managers_path_is_replaced_by_the_secret()
    {
        var source = new FakeSecrets { [Path] = "key-1", [Regional] = "key-2" };
        var resolved = await ResolveAsync(source, ("A", $" {Path}\n"), ("B", Regional));
        Assert.Equal("key-1", resolved["A"]);
        Assert.Equal("key-2", resolved["B"]);
    }

    [Fact]
    public async Task A_mounted_file_is_replaced_by_what_it_holds()
    {
        var file = System.IO.Path.Combine(folder, "key");
        await File.WriteAllTextAsync(file, "from-file\n", TestContext.Current.CancellationToken);
        var resolved = await ResolveAsync(null, ("A", $"file:{file}"));
        Assert.Equal("from-file", resolved["A"]);
    }

    [Fact]
    public async Task Every_reference_that_leads_nowhere_is_named_at_once()
    {
        var problem = await Assert.ThrowsAsync<SettingsException>(() =>
            ResolveAsync(
                new FakeSecrets(),
                ("A", Path),
                ("B", $"file:{folder}/canary-4711"),
                ("C", "good")
            )
        );
        Assert.Equal(
            ["A names a secret that cannot be read", "B names a secret that cannot be read"],
            problem.Findings
        );
        Assert.DoesNotContain("canary-4711", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cloud_its_paths_lead_nowhere()
    {
        var problem = await Assert.ThrowsAsync<SettingsException>(() =>
            ResolveAsync(null, ("A", Path))
        );
        Assert.Equal(["A names a secret that cannot be read"], problem.Findings);
    }

    [Fact]
    public async Task A_source_that_cannot_tell_stops_the_start()
    {
        var source = new FakeSecrets { Failure = new InvalidOperationException("no answer") };
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ResolveAsync(source, ("A", Path))
        );
    }

    [Fact]
    public async Task The_environment_wins_over_the_file_it_names()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = System.IO.Path.Combine(folder, "settings.env");
        await File.WriteAllTextAsync(
            file,
            "# a comment\n\nONLY_IN_FILE = a=b \nnot a setting\nIN_BOTH=file\n",
            ct
        );
        Environment.SetEnvironmentVariable("PGP_CONFIG", file);
        Environment.SetEnvironmentVariable("IN_BOTH", "environment");
        try
        {
            var loaded = await SettingsLoader.LoadAsync(secretManager: null, ct);
            Assert.Equal("a=b", loaded["ONLY_IN_FILE"]);
            Assert.Equal("environment", loaded["IN_BOTH"]);
            File.Delete(file);
            await Assert.ThrowsAsync<SettingsException>(() => SettingsLoader.LoadAsync(null, ct));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGP_CONFIG", null);
            Environment.SetEnvironmentVariable("IN_BOTH", null);
        }
    }

    private static Task<IReadOnlyDictionary<string, string>> ResolveAsync(
        ISecretSource? source,
        params (string Name, string Value)[] values
    ) =>
        SettingsLoader.ResolveAsync(
            values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
            source,
            TestContext.Current.CancellationToken
        );

    private sealed class FakeSecrets : Dictionary<string, string>, ISecretSource
    {
        public Exception? Failure { get; init; }

        public ValueTask<string?> ReadAsync(string reference, CancellationToken ct) =>
            Failure is null ? new(this.GetValueOrDefault(reference)) : throw Failure;
    }
}
