using System.Collections;
using System.Text.RegularExpressions;
using Pgp.Contracts.Settings;

namespace Pgp.Common.Settings;

/// <summary>
/// Gathers settings: the file named by <c>PGP_CONFIG</c> first, the environment over it. A value of
/// the form <c>projects/P/secrets/S/versions/V</c> is a Secret Manager path and <c>file:/path</c> a
/// mounted file; both are replaced by what they hold (spec 40, 2.1).
/// </summary>
public static partial class SettingsLoader
{
    private const string FilePrefix = "file:";

    /// <param name="secretManager">Asked for resource paths; null where there is no cloud.</param>
    /// <exception cref="SettingsException">The file or a secret cannot be read.</exception>
    public static Task<IReadOnlyDictionary<string, string>> LoadAsync(
        ISecretSource? secretManager,
        CancellationToken ct
    ) => LoadAsync(secretManager, standardFile: null, ct);

    /// <param name="secretManager">Asked for resource paths; null where there is no cloud.</param>
    /// <param name="standardFile">Read where <c>PGP_CONFIG</c> names no file.</param>
    /// <exception cref="SettingsException">The file or a secret cannot be read.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> LoadAsync(
        ISecretSource? secretManager,
        string? standardFile,
        CancellationToken ct
    )
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = Environment.GetEnvironmentVariable("PGP_CONFIG");
        if ((string.IsNullOrEmpty(named) ? standardFile : named) is { } path)
        {
            foreach (var (name, value) in await ReadFileAsync(path, ct))
            {
                values[name] = value;
            }
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            values[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return await ResolveAsync(values, secretManager, ct);
    }

    /// <summary>Replaces references to secrets by the secrets.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ResolveAsync(
        IReadOnlyDictionary<string, string> values,
        ISecretSource? secretManager,
        CancellationToken ct
    )
    {
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        var findings = new List<string>();
        foreach (var (name, raw) in values)
        {
            var value = raw.Trim();
            var found = value switch
            {
                _ when value.StartsWith(FilePrefix, StringComparison.Ordinal) =>
                    await ReadSecretFileAsync(value[FilePrefix.Length..], ct),
                _ when SecretPath().IsMatch(value) && secretManager is not null =>
                    await secretManager.ReadAsync(value, ct),
                _ when SecretPath().IsMatch(value) => null,
                _ => raw,
            };
            if (found is null)
            {
                findings.Add($"{name} names a secret that cannot be read");
            }

            resolved[name] = found ?? "";
        }

        return findings.Count == 0 ? resolved : throw new SettingsException(findings);
    }

    // NAME=value lines, # for comments: what systemd, docker and shells read too.
    private static async Task<IEnumerable<(string Name, string Value)>> ReadFileAsync(
        string path,
        CancellationToken ct
    )
    {
        if (!File.Exists(path))
        {
            throw new SettingsException([$"PGP_CONFIG names a file that does not exist: {path}"]);
        }

        var lines = await File.ReadAllLinesAsync(path, ct);
        return lines
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#') && line.Contains('='))
            .Select(line => line.Split('=', 2))
            .Select(parts => (parts[0].Trim(), parts[1].Trim()));
    }

    private static async Task<string?> ReadSecretFileAsync(string path, CancellationToken ct) =>
        File.Exists(path) ? (await File.ReadAllTextAsync(path, ct)).Trim() : null;

    [GeneratedRegex(
        "^projects/[^/]+(/locations/[^/]+)?/secrets/[^/]+/versions/[^/]+$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SecretPath();
}
