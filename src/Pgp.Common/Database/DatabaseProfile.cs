using Pgp.Common.Settings;

namespace Pgp.Common.Database;

/// <summary>How a kind of service holds connections; the seed's five patterns (spec 00).</summary>
/// <param name="Size">Connections kept.</param>
/// <param name="Overflow">Connections above that in a burst.</param>
/// <param name="Wait">How long a caller waits for one before it fails.</param>
/// <param name="Recycle">A connection older than this is replaced.</param>
/// <param name="Pooled">False: every use opens and closes a connection of its own.</param>
/// <param name="CheckOnBorrow">A pooled connection is asked for a sign of life before use.</param>
public sealed record DatabaseProfile(
    int Size,
    int Overflow,
    TimeSpan Wait,
    TimeSpan Recycle,
    bool Pooled,
    bool CheckOnBorrow
)
{
    /// <summary>Core payment services: 5 + 10.</summary>
    public static DatabaseProfile Standard { get; } =
        new(5, 10, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1800), true, true);

    /// <summary>Event-driven services: 3 + 2.</summary>
    public static DatabaseProfile EventDriven { get; } = Standard with { Size = 3, Overflow = 2 };

    /// <summary>Services that wake rarely or serve few calls: no persistent pool.</summary>
    public static DatabaseProfile OnDemand { get; } =
        Standard with
        {
            Pooled = false,
            CheckOnBorrow = false,
        };

    /// <summary>This profile with the operator's numbers, where set.</summary>
    public DatabaseProfile With(SettingsReader settings) =>
        this with
        {
            Size = settings.Number("DB_POOL_SIZE", Size, 1, 500),
            Overflow = settings.Number("DB_MAX_OVERFLOW", Overflow, 0, 500),
            Wait = Seconds(settings, "DB_POOL_TIMEOUT", Wait),
            Recycle = Seconds(settings, "DB_POOL_RECYCLE", Recycle),
        };

    private static TimeSpan Seconds(SettingsReader settings, string name, TimeSpan standard) =>
        TimeSpan.FromSeconds(settings.Number(name, (int)standard.TotalSeconds, 1, 86_400));
}
