namespace Pgp.Common.Settings;

/// <summary>Configuration is missing or malformed. Names settings, never values.</summary>
public sealed class SettingsException(IReadOnlyList<string> findings)
    : Exception(
        "The configuration is not complete:\n"
            + string.Join('\n', findings.Select(finding => "  - " + finding))
            + "\nSet them in the environment or in the file that PGP_CONFIG names."
    )
{
    /// <summary>One line per setting: its name and what is wrong with it.</summary>
    public IReadOnlyList<string> Findings { get; } = findings;
}
