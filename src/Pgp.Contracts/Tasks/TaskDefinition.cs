using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

/// <summary>One kind of task: what it is called, who may send it, where it goes.</summary>
/// <param name="Name">
/// The seed's function name, for example <c>enqueue_pgp_split2_estimate_request</c>.
/// </param>
/// <param name="Queue">The lane it waits in.</param>
/// <param name="Sources">Services that may enqueue it.</param>
/// <param name="Target">The service that handles it.</param>
/// <param name="Path">Route below the target's prefix.</param>
public sealed record TaskDefinition(
    string Name,
    QueueDefinition Queue,
    IReadOnlyList<ServiceName> Sources,
    ServiceName Target,
    string Path
);

/// <summary>
/// A message between services. Amounts and ids travel as text with their asset or prefix.
/// </summary>
public interface ITask<TSelf>
    where TSelf : ITask<TSelf>
{
    /// <summary>The catalogue line of this kind.</summary>
    static abstract TaskDefinition Definition { get; }

    /// <summary>
    /// How it is written and read; strict: unknown and missing members are refused.
    /// </summary>
    static abstract JsonTypeInfo<TSelf> Json { get; }

    /// <summary>
    /// Names the effect within its kind. The outbox takes each effect once, however often its cause
    /// is handled.
    /// </summary>
    string EffectKey { get; }
}
