using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Broadcast;

/// <summary>What <c>bench broadcast</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Ok">Nobody was told twice, nobody was forgotten, and it was fast enough.</param>
/// <param name="Subscribers">Of the announcement.</param>
/// <param name="Reachable">Those who have not blocked the bot.</param>
/// <param name="Processes">That carried it at any one time; one of them was killed.</param>
/// <param name="Death">Where in a message's way it was killed.</param>
/// <param name="Delivered">Messages that arrived.</param>
/// <param name="Duplicates">Messages to people who had one already; goal 0.</param>
/// <param name="Missed">Reachable, without a message, and not shown as uncertain; goal 0.</param>
/// <param name="UncertainDelivered">Shown as uncertain, and it arrived.</param>
/// <param name="UncertainLost">
/// Reachable, shown as uncertain, and it did not: on record when the process was killed.
/// </param>
/// <param name="WrongStates">People whose recorded state is not what happened; goal 0.</param>
/// <param name="Calls">To Telegram.</param>
/// <param name="TooFast">Those that were refused with 429.</param>
/// <param name="TooFastShare">Of all calls; goal 0.001 at most.</param>
/// <param name="Seconds">Of virtual time from the first call to the last.</param>
/// <param name="RateOfAllowed">Calls per second by 30; goal 0.97 at least.</param>
/// <param name="RealSeconds">What it took.</param>
internal sealed record BroadcastReport(
    bool Ok,
    int Subscribers,
    long Reachable,
    int Processes,
    string Death,
    long Delivered,
    long Duplicates,
    long Missed,
    long UncertainDelivered,
    long UncertainLost,
    long WrongStates,
    int Calls,
    int TooFast,
    decimal TooFastShare,
    decimal Seconds,
    decimal RateOfAllowed,
    decimal RealSeconds
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(BroadcastReport))]
internal sealed partial class BroadcastReportJson : JsonSerializerContext;
