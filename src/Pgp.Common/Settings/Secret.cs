namespace Pgp.Common.Settings;

/// <summary>A value that no log, exception or page may show.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value itself; only for the call that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
