using Microsoft.Extensions.Logging;

namespace Pgp.Oversight.Reconciliation;

/// <summary>Event ids 2650 to 2699 belong to reconciliation.</summary>
internal static partial class ReconcileLog
{
    [LoggerMessage(2651, LogLevel.Error, "Reconciliation: {Kind} of {Subject}: {Text}")]
    public static partial void Differs(this ILogger log, string kind, string subject, string text);
}
