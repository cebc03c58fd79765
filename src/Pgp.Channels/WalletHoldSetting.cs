using Pgp.Common.Settings;

namespace Pgp.Channels;

/// <summary>
/// <c>WALLET_HOLD_HOURS</c>: how long a change of an owner's wallet waits before it counts,
/// wherever
/// it was entered.
/// </summary>
public static class WalletHoldSetting
{
    private const int HoursStandard = 24;
    private const int HoursMax = 720;

    public static TimeSpan Read(SettingsReader settings) =>
        TimeSpan.FromHours(
            settings.Number("WALLET_HOLD_HOURS", HoursStandard, min: 1, max: HoursMax)
        );
}
