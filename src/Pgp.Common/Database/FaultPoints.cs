namespace Pgp.Common.Database;

/// <summary>
/// Where a process could die: before and after every statement, commit and call to a partner.
/// Silent in production; the crash tests stop a handler at each of them and deliver again.
/// </summary>
public sealed class FaultPoints
{
    /// <summary>
    /// Told the point and the statement's text or the call's path; may throw to end the handler
    /// there.
    /// </summary>
    public Action<string, string>? OnReach { get; set; }

    public void Reach(string point, string of = "") => OnReach?.Invoke(point, of);
}
