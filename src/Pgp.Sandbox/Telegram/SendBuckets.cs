namespace Pgp.Sandbox.Telegram;

/// <summary>
/// Token buckets for the whole bot and for each chat, and the last minute of each group (spec 70,
/// 3.6).
/// </summary>
internal sealed class SendBuckets
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, Bucket> chats = [];
    private readonly Dictionary<long, Queue<DateTimeOffset>> groups = [];
    private Bucket? everybody;

    /// <summary>Takes room for one message, or answers how many seconds to wait.</summary>
    public int? Take(long chatId, bool isGroup, SendLimits limits, DateTimeOffset now)
    {
        if (!limits.Enabled)
        {
            return null;
        }

        var refill = TimeSpan.FromMilliseconds(limits.ChatMilliseconds);
        var chat = chats.GetValueOrDefault(chatId) ?? new Bucket(limits.ChatBurst, now);
        var all = everybody ?? new Bucket(limits.PerSecond, now);
        chat = chat.Refilled(limits.ChatBurst, refill, now);
        all = all.Refilled(limits.PerSecond, TimeSpan.FromSeconds(1) / limits.PerSecond, now);
        if (chat.Tokens == 0 || all.Tokens == 0)
        {
            return chat.Tokens == 0 ? Math.Max(1, (int)refill.TotalSeconds) : 1;
        }

        if (isGroup && LastMinute(chatId, limits, now) is { } seconds)
        {
            return seconds;
        }

        chats[chatId] = chat with { Tokens = chat.Tokens - 1 };
        everybody = all with { Tokens = all.Tokens - 1 };
        return null;
    }

    // Writes the message down, or answers when the oldest one is a minute ago.
    private int? LastMinute(long chatId, SendLimits limits, DateTimeOffset now)
    {
        if (!groups.TryGetValue(chatId, out var sent))
        {
            groups[chatId] = sent = new Queue<DateTimeOffset>();
        }

        while (sent.TryPeek(out var oldest) && oldest + Minute <= now)
        {
            sent.Dequeue();
        }

        if (sent.Count >= limits.GroupPerMinute)
        {
            return (int)Math.Ceiling((sent.Peek() + Minute - now).TotalSeconds);
        }

        sent.Enqueue(now);
        return null;
    }

    private sealed record Bucket(long Tokens, DateTimeOffset At)
    {
        public Bucket Refilled(long max, TimeSpan each, DateTimeOffset now)
        {
            var more = (now - At).Ticks / each.Ticks;
            return more <= 0 ? this : new Bucket(Math.Min(max, Tokens + more), At + more * each);
        }
    }
}
