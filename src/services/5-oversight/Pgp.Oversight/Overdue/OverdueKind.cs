using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Oversight.Overdue;

/// <summary>How findings of one kind are found.</summary>
internal delegate Task<IReadOnlyList<Finding>> Search(
    Database database,
    Look look,
    CancellationToken ct
);

/// <summary>One way in which something can get stuck.</summary>
/// <param name="Name">As in the list, in alerts and in the runbook, for example
/// <c>payout_overdue</c>.</param>
/// <param name="Level">How soon somebody should look; null: only listed, never told.</param>
/// <param name="LimitMinutes">How long is normal, unless the operator says otherwise.</param>
/// <param name="Summary">The finding in words, before its reason.</param>
/// <param name="Advice">Where to look.</param>
/// <param name="SearchAsync">Finds them.</param>
internal sealed record OverdueKind(
    string Name,
    AlertLevel? Level,
    int LimitMinutes,
    string Summary,
    string Advice,
    Search SearchAsync
)
{
    /// <summary>
    /// Tasks that carry such a subject on: those that were tried for too long are put back.
    /// </summary>
    public IReadOnlyList<TaskDefinition> Carriers { get; init; } = [];

    /// <summary>The setting that replaces <see cref="LimitMinutes"/>.</summary>
    public string Setting => $"OVERDUE_{Name.ToUpperInvariant()}_MINUTES";
}
