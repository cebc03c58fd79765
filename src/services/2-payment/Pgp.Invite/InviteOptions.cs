using Pgp.Common.Settings;

namespace Pgp.Invite;

/// <param name="LinkLife">
/// <c>INVITE_LINK_HOURS</c>: how long a link works, 1 to 720 h; 24 h.
/// </param>
internal sealed record InviteOptions(TimeSpan LinkLife)
{
    public static InviteOptions Read(SettingsReader settings) =>
        new(TimeSpan.FromHours(settings.Number("INVITE_LINK_HOURS", 24, min: 1, max: 720)));
}
