using Microsoft.Extensions.Logging;
using Pgp.Common.Database;
using Pgp.Local;

namespace Pgp.Host.Stack;

/// <summary>What kind of stack to start.</summary>
/// <param name="Folders">The checkout's folders.</param>
/// <param name="Temporary">True: own data that is removed at the end, on free ports.</param>
public sealed record LocalStackOptions(LocalFolders Folders, bool Temporary)
{
    /// <summary>Port of the services; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port of the sandbox; 0 takes a free one.</summary>
    public int SandboxPort { get; init; }

    /// <summary>The time of services and partners. The chain has its own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A database to use instead of an own one: <c>PGP_DATABASE</c>.</summary>
    public string? Database { get; init; }

    /// <summary>Time between two blocks of the local chain; null mines at once.</summary>
    public TimeSpan? BlockTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two states of a payment or an exchange at the partners.</summary>
    public TimeSpan PartnerStep { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Start of every random choice of the sandbox, so that a run can be repeated.
    /// </summary>
    public int Seed { get; init; } = 1;

    /// <summary>Settings that replace the stack's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where a test stops a handler.</summary>
    public FaultPoints Faults { get; init; } = new();

    /// <summary>Where a free port comes from.</summary>
    public Func<int> DrawPort { get; init; } = FreePorts.Next;

    /// <summary>Whether the services run in this process; otherwise the caller runs them.</summary>
    public bool WithServices { get; init; } = true;

    /// <summary>Told each finished step and how long it took.</summary>
    public Action<string, TimeSpan>? OnStep { get; init; }

    public Action<ILoggingBuilder>? Logging { get; init; }
}
