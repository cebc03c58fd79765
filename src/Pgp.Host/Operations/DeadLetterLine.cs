using Pgp.Common.Tasks;

namespace Pgp.Host.Operations;

/// <summary>A dead letter as <c>pgp dlq list</c> shows it.</summary>
internal sealed record DeadLetterLine(
    string TaskId,
    string Name,
    string Target,
    string Kind,
    string Reason,
    string Payload,
    DateTimeOffset CreatedAt,
    int Replays,
    string? ReplayedBy
)
{
    public static DeadLetterLine Of(DeadLetter letter) =>
        new(
            letter.TaskId.ToString(),
            letter.Name,
            letter.Target,
            letter.Kind,
            letter.Reason,
            letter.Payload,
            letter.CreatedAt,
            letter.Replays,
            letter.HandledBy
        );
}
