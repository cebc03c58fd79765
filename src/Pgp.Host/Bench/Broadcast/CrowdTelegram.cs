using Pgp.Sandbox.Telegram;

namespace Pgp.Host.Bench.Broadcast;

/// <summary>
/// What Telegram knows of a crowd: who got how many messages, who blocked the bot, and how fast it
/// lets the bot be (spec 70, 3.6).
/// </summary>
internal sealed class CrowdTelegram(TimeProvider clock, int floodAt)
{
    private const int BlockedOf = 50;

    private static readonly SendLimits Limits = new() { ChatBurst = 1 };
    private static readonly TimeSpan Flood = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly SendBuckets buckets = new();
    private readonly Dictionary<long, int> messages = [];
    private DateTimeOffset floodUntil = DateTimeOffset.MinValue;
    private int lastId;

    public int Calls { get; private set; }

    public int TooFast { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset Last { get; private set; }

    /// <summary>Every fiftieth person has blocked the bot.</summary>
    public static bool IsBlocked(long person) => person % BlockedOf == 0;

    public int MessagesTo(long person) => messages.GetValueOrDefault(person);

    public long Delivered => messages.Values.Sum(count => (long)count);

    public long Duplicates => messages.Values.Sum(count => count - 1L);

    /// <summary>One call, as the server sees it.</summary>
    public (int Code, string Body) Send(long person)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            First ??= now;
            Last = now;
            Calls++;
            if (Calls == floodAt)
            {
                floodUntil = now + Flood;
            }

            var wait =
                floodUntil > now
                    ? (int)Math.Ceiling((floodUntil - now).TotalSeconds)
                    : buckets.Take(person, isGroup: false, Limits, now);
            if (wait is { } seconds)
            {
                TooFast++;
                return Refusal(429, $"Too Many Requests: retry after {seconds}", seconds);
            }

            if (IsBlocked(person))
            {
                return Refusal(403, "Forbidden: bot was blocked by the user", seconds: null);
            }

            messages[person] = messages.GetValueOrDefault(person) + 1;
            var id = ++lastId;
            return (
                200,
                $$"""
                {"ok":true,"result":{"message_id":{{id}},"date":1,"text":"x",
                 "chat":{"id":{{person}},"type":"private","first_name":"x"} } }
                """
            );
        }
    }

    private static (int Code, string Body) Refusal(int code, string text, int? seconds)
    {
        var parameters = seconds is null ? "" : $$""","parameters":{"retry_after":{{seconds}}}""";
        return (
            code,
            $$"""{"ok":false,"error_code":{{code}},"description":"{{text}}"{{parameters}}}"""
        );
    }
}
