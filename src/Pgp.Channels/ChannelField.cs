using System.Globalization;

namespace Pgp.Channels;

/// <summary>What an owner may say about a channel, one value at a time.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Min">Fewest characters, or the smallest number.</param>
/// <param name="Max">Most characters, or the largest number.</param>
/// <param name="InPosts">Whether the standing posts show it.</param>
public sealed record ChannelField(string Name, bool IsNumber, int Min, int Max, bool InPosts)
{
    public static ChannelField OpenDescription { get; } =
        new("open_description", IsNumber: false, 1, 500, InPosts: true);

    public static ChannelField ClosedDescription { get; } =
        new("closed_description", IsNumber: false, 1, 500, InPosts: true);

    public static ChannelField DonationText { get; } =
        new("donation_text", IsNumber: false, 1, 1000, InPosts: true);

    /// <summary>Days; 0: no trial.</summary>
    public static ChannelField TrialDays { get; } =
        new("trial_days", IsNumber: true, 0, 90, InPosts: false);

    public static ChannelField GraceDays { get; } =
        new("grace_days", IsNumber: true, 0, 7, InPosts: false);

    /// <summary>Basis points; one percent has a hundred.</summary>
    public static ChannelField Tolerance { get; } =
        new("tolerance_bps", IsNumber: true, 0, ChannelCheck.ToleranceMax, InPosts: false);

    public static IReadOnlyList<ChannelField> All { get; } =
    [OpenDescription, ClosedDescription, DonationText, TrialDays, GraceDays, Tolerance];

    public static ChannelField? Of(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>What a channel says there now.</summary>
    public string? Of(OwnedChannel channel) =>
        Name switch
        {
            "open_description" => channel.OpenDescription,
            "closed_description" => channel.ClosedDescription,
            "donation_text" => channel.DonationText,
            "trial_days" => channel.TrialDays.ToString(CultureInfo.InvariantCulture),
            "grace_days" => channel.GraceDays.ToString(CultureInfo.InvariantCulture),
            "tolerance_bps" => channel.Tolerance.Value.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"no channel has a field {Name}"),
        };

    /// <summary>Reads what an owner wrote.</summary>
    /// <returns>The value as it is stored, or null if it is none.</returns>
    public string? Read(string text)
    {
        var value = text.Trim();
        if (IsNumber)
        {
            return
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= Min
                && number <= Max
                ? number.ToString(CultureInfo.InvariantCulture)
                : null;
        }

        // The database counts characters, of which a text has never more than UTF-16 units.
        return
            value.Length >= Min
            && value.Length <= Max
            && !value.Any(c => char.IsControl(c) && c != '\n')
            ? value
            : null;
    }

    public override string ToString() => Name;
}
