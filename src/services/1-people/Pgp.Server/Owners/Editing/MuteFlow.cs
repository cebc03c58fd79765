using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners.Editing;

/// <summary>Of which events the owner wants to hear.</summary>
internal sealed class MuteFlow(OwnerDoor door)
{
    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            channel => Task.FromResult(Page(person.Say, channel, channel.MutedEvents)),
            ct
        );

    /// <summary>States what shall be so, not a turn: pressed twice it is the same.</summary>
    public Task<UpdateAnswer> MuteAsync(Person person, OwnerKey.Mute key, CancellationToken ct) =>
        door.ChangeAsync(
            person,
            key.LinkCode,
            async (unit, channel) =>
            {
                await OwnerEdits.MuteAsync(unit, channel, key.Event, key.IsMuted, ct);
                string[] one = [key.Event.ToString()];
                var muted = key.IsMuted
                    ? channel.MutedEvents.Union(one)
                    : channel.MutedEvents.Except(one);
                return Page(person.Say, channel, [.. muted]);
            },
            ct
        );

    private static Reply Page(Speech say, OwnedChannel channel, IReadOnlyList<string> muted) =>
        new(
            say.Html("owner_bot.mutes"),
            [
                .. OwnerWords.Events.Select(kind =>
                {
                    var isMuted = muted.Contains(kind.ToString());
                    return new TelegramButton.Callback(
                        $"{(isMuted ? "✗" : "✓")} {say.Plain($"owner_bot.event.{kind}")}",
                        new OwnerKey.Mute(channel.LinkCode, kind, !isMuted).ToString()
                    );
                }),
                OwnerReplies.Back(say, channel),
            ]
        );
}
