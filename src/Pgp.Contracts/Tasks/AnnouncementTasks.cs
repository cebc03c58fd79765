using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// What owners say to members. SERVER hears the owner, BROADCAST keeps and carries it.

/// <summary>SERVER → BROADCAST: an owner wrote what members are to be told.</summary>
/// <param name="OwnerUserId">Who wrote it; whose the channel is, is asked once more.</param>
/// <param name="Segment">active, expiring, past or tier.</param>
/// <param name="TierNo">For the segment of a tier only.</param>
/// <param name="Body">Plain text, up to <see cref="BodyMax"/>.</param>
/// <param name="UpdateId">The update that it came by.</param>
public sealed record AnnouncementWritten(
    ChannelId ChannelId,
    long OwnerUserId,
    string Segment,
    int? TierNo,
    string Body,
    long UpdateId
) : ITask<AnnouncementWritten>
{
    /// <summary>
    /// UTF-16 units: Telegram takes 4096 (spec 70, 3.3), of which the heading with the channel's
    /// title needs up to 258.
    /// </summary>
    public const int BodyMax = 3_800;

    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_broadcast_announcement",
            Queues.Broadcast,
            [ServiceName.Server],
            ServiceName.Broadcast,
            "/announcement"
        );

    public static JsonTypeInfo<AnnouncementWritten> Json => TaskJson.Default.AnnouncementWritten;

    string ITask<AnnouncementWritten>.EffectKey => UpdateId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an owner wants of an announcement.</summary>
public enum AnnouncementWish
{
    /// <summary>Send it, at its moment.</summary>
    Send,

    /// <summary>Send it to nobody, or to nobody else.</summary>
    Cancel,

    /// <summary>Say how far it is.</summary>
    Show,
}

/// <summary>SERVER → BROADCAST: an owner pressed a button under an announcement.</summary>
/// <param name="OwnerUserId">Who pressed; whose it is, is asked once more.</param>
/// <param name="At">When to begin; read for sending only.</param>
/// <param name="UpdateId">The update that it came by.</param>
public sealed record AnnouncementWished(
    AnnouncementId AnnouncementId,
    long OwnerUserId,
    AnnouncementWish Wish,
    DateTimeOffset At,
    long UpdateId
) : ITask<AnnouncementWished>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_broadcast_announcement_wish",
            Queues.Broadcast,
            [ServiceName.Server],
            ServiceName.Broadcast,
            "/announcement-wish"
        );

    public static JsonTypeInfo<AnnouncementWished> Json => TaskJson.Default.AnnouncementWished;

    string ITask<AnnouncementWished>.EffectKey => UpdateId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The data of a button under an announcement: BROADCAST shows it, SERVER hears it pressed. Like
/// all such data it may be forged.
/// </summary>
/// <param name="Minutes">How long from the press until it is sent; 0 to 1440.</param>
public sealed record AnnouncementPress(AnnouncementId Id, AnnouncementWish Wish, int Minutes)
{
    private const string Prefix = "w:b";
    private const int MinutesMax = 1_440;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{Wish}:{Minutes}:{Id}");

    /// <returns><see langword="null"/> for data that none of these buttons has.</returns>
    public static AnnouncementPress? Of(string? data) =>
        data?.Split(':') is ["w", "b", var word, var minutes, var id]
        && WishOf(word) is { } wish
        && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= MinutesMax
        && AnnouncementId.TryParse(id, out var announcement)
            ? new AnnouncementPress(announcement, wish, number)
            : null;

    private static AnnouncementWish? WishOf(string word) =>
        word switch
        {
            nameof(AnnouncementWish.Send) => AnnouncementWish.Send,
            nameof(AnnouncementWish.Cancel) => AnnouncementWish.Cancel,
            nameof(AnnouncementWish.Show) => AnnouncementWish.Show,
            _ => null,
        };
}
