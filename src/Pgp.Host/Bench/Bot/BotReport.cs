using System.Text.Json.Serialization;

namespace Pgp.Host.Bench.Bot;

/// <summary>What <c>bench bot</c> found; <c>--json</c> prints the whole of it.</summary>
/// <param name="Ok">Every answer came, and both goals are met.</param>
/// <param name="Idle">One person, one word after the other, on a stack with nothing to do.</param>
/// <param name="Crowd">Many people at once, each with pauses as people make them.</param>
/// <param name="CrowdPerSecond">Answers per second in the crowd.</param>
internal sealed record BotReport(
    bool Ok,
    IReadOnlyList<BotLine> Idle,
    int Buyers,
    IReadOnlyList<BotLine> Crowd,
    decimal CrowdPerSecond
);

/// <summary>
/// Milliseconds from before the person's word to the bot's answer in the chat: the update's way to
/// the bot and the way of this benchmark's own two requests included, so at most too much.
/// </summary>
/// <param name="Step">What was said; <c>all</c> for all together.</param>
internal sealed record BotLine(
    string Step,
    int Count,
    decimal P50Ms,
    decimal P99Ms,
    decimal? P50Goal,
    decimal? P99Goal
)
{
    public bool IsMet => !(P50Ms >= P50Goal) && !(P99Ms >= P99Goal);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true
)]
[JsonSerializable(typeof(BotReport))]
internal sealed partial class BotReportJson : JsonSerializerContext;
