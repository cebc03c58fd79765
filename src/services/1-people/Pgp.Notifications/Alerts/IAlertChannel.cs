using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>A way to the operators.</summary>
internal interface IAlertChannel
{
    /// <summary>As in <c>alert_deliveries</c>.</summary>
    string Name { get; }

    Task<Telling> TellAsync(AlertRaised alert, CancellationToken ct);
}

/// <summary>What came of telling.</summary>
internal abstract record Telling
{
    private Telling() { }

    public sealed record Told : Telling;

    /// <summary>This channel will not take this alert, however often it is tried.</summary>
    public sealed record Refused(string Reason) : Telling;

    /// <summary>Not told, or not surely; try again.</summary>
    public sealed record Later(TimeSpan After, string Reason) : Telling;
}
