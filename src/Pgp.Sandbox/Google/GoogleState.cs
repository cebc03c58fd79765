namespace Pgp.Sandbox.Google;

/// <summary>Everything the cloud knows. Guarded by the simulator's lock.</summary>
internal sealed class GoogleState
{
    /// <summary>Versions by <c>project/secret</c>, oldest first.</summary>
    public Dictionary<string, List<SecretVersion>> Secrets { get; init; } = [];

    /// <summary>By full name.</summary>
    public Dictionary<string, TaskQueue> Queues { get; init; } = [];

    /// <summary>By full name.</summary>
    public Dictionary<string, CloudTask> Tasks { get; init; } = [];

    /// <summary>Names that may not be used again before this time.</summary>
    public Dictionary<string, DateTimeOffset> UsedNames { get; init; } = [];
    public HashSet<string> Topics { get; init; } = [];
    public Dictionary<string, Subscription> Subscriptions { get; init; } = [];
    public List<PushMessage> Messages { get; init; } = [];

    /// <summary>Private keys in hex, by the full name of the key version.</summary>
    public Dictionary<string, string> SigningKeys { get; init; } = [];
    public long LastId { get; set; } = 1000;
}

/// <summary>One version of a secret.</summary>
internal sealed class SecretVersion
{
    public required string Value { get; init; }

    /// <summary>ENABLED, DISABLED or DESTROYED; DENIED stands for a missing right.</summary>
    public string Status { get; set; } = "ENABLED";
}

/// <summary>A queue and its settings (spec 70, 4.3).</summary>
internal sealed class TaskQueue
{
    public required string Name { get; init; }
    public int MaxAttempts { get; set; } = 100;
    public TimeSpan MaxRetryDuration { get; set; }
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(100);
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromHours(1);
    public int MaxDoublings { get; set; } = 16;
    public int MaxConcurrent { get; set; } = 1000;
    public decimal MaxPerSecond { get; set; } = 500;
    public bool Paused { get; set; }

    /// <summary>No dispatch before this time, so that the rate is kept.</summary>
    public DateTimeOffset NextSlotAt { get; set; }

    /// <summary>The wait before retry <paramref name="n"/>, counted from 1.</summary>
    public TimeSpan Backoff(int n)
    {
        var doublings = Math.Min(Math.Min(n - 1, MaxDoublings), 30);
        var wait = MinBackoff * (1L << doublings);
        if (n - 1 > MaxDoublings)
        {
            wait *= n - MaxDoublings;
        }

        return wait < MaxBackoff ? wait : MaxBackoff;
    }

    /// <summary>Only when every limit that is set is exceeded.</summary>
    public bool GivesUp(int attempts, TimeSpan sinceFirst)
    {
        var timeUp = sinceFirst > MaxRetryDuration;
        return (MaxAttempts, MaxRetryDuration) switch
        {
            (< 0, { Ticks: 0 }) => false,
            (< 0, _) => timeUp,
            (_, { Ticks: 0 }) => attempts >= MaxAttempts,
            _ => attempts >= MaxAttempts && timeUp,
        };
    }
}

/// <summary>A task waiting to be delivered.</summary>
internal sealed class CloudTask
{
    public required string Name { get; init; }
    public required string Queue { get; init; }
    public required string Url { get; init; }
    public required string Method { get; init; }
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Base64.</summary>
    public string Body { get; init; } = "";
    public string? OidcEmail { get; init; }
    public string? OidcAudience { get; init; }
    public required TimeSpan Deadline { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ScheduleAt { get; set; }
    public DateTimeOffset? FirstAttemptAt { get; set; }
    public int DispatchCount { get; set; }
    public int ResponseCount { get; set; }

    /// <summary>Answers from the handler other than 5xx.</summary>
    public int ExecutionCount { get; set; }
    public int? LastStatus { get; set; }
}

/// <summary>A push subscription.</summary>
internal sealed record Subscription(
    string Name,
    string Topic,
    string PushEndpoint,
    string? OidcEmail,
    string? OidcAudience,
    string? DeadLetterTopic,
    int MaxDeliveryAttempts
);

/// <summary>A message on its way to one subscription.</summary>
internal sealed class PushMessage
{
    public required string Id { get; init; }
    public required string Subscription { get; init; }
    public required string Data { get; init; }
    public Dictionary<string, string> Attributes { get; init; } = [];
    public string? OrderingKey { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
}
