namespace Pgp.Server.Members;

/// <summary>Somebody's access to one channel, as the person sees it.</summary>
/// <param name="Until">End of what is paid.</param>
/// <param name="GraceUntil">End of the days that the channel gives after it.</param>
/// <param name="WantsReminders">False once the person has said to let it end.</param>
internal sealed record Membership(
    SubscriptionId Id,
    long UserId,
    string LinkCode,
    string Title,
    string State,
    DateTimeOffset Until,
    DateTimeOffset? GraceUntil,
    bool WantsReminders
)
{
    public bool HasAccess => State is "trial" or "active" or "grace";

    /// <summary>Days that have begun count as whole ones.</summary>
    public int DaysLeft(DateTimeOffset now) =>
        Math.Max(0, (int)Math.Ceiling((Until - now).TotalDays));
}
