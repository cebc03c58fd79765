using Pgp.Common.Settings;
using Pgp.Invite.Letting;

namespace Pgp.Invite;

/// <param name="LinkLife">
/// <c>INVITE_LINK_HOURS</c>: how long a link works, 1 to 720 h; 24 h.
/// </param>
/// <param name="LinkKind">
/// <c>INVITE_LINK_KIND</c>: <c>join_request</c>, or <c>single_use</c>.
/// </param>
/// <param name="ReissuesPerDay">
/// <c>INVITE_REISSUES_PER_DAY</c>: how often somebody gets another invite, 1 to 100; 5.
/// </param>
/// <param name="RefusalsUntilOwnerHears">
/// <c>REMOVAL_TELL_OWNER_AFTER</c>: refusals before the owner is told, 1 to 100; 5.
/// </param>
internal sealed record InviteOptions(
    TimeSpan LinkLife,
    string LinkKind,
    int ReissuesPerDay,
    int RefusalsUntilOwnerHears
)
{
    public static InviteOptions Read(SettingsReader settings) =>
        new(
            TimeSpan.FromHours(settings.Number("INVITE_LINK_HOURS", 24, min: 1, max: 720)),
            ReadKind(settings),
            settings.Number("INVITE_REISSUES_PER_DAY", 5, min: 1, max: 100),
            settings.Number("REMOVAL_TELL_OWNER_AFTER", 5, min: 1, max: 100)
        );

    private static string ReadKind(SettingsReader settings)
    {
        var kind = settings.Optional("INVITE_LINK_KIND") ?? LinkKinds.JoinRequest;
        if (kind is not (LinkKinds.JoinRequest or LinkKinds.SingleUse))
        {
            settings.Report("INVITE_LINK_KIND is neither 'join_request' nor 'single_use'");
        }

        return kind;
    }
}
