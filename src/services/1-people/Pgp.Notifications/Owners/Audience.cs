using Pgp.Texts;

namespace Pgp.Notifications.Owners;

/// <summary>Who is told about a channel, and how.</summary>
/// <param name="ChannelTitle">The closed channel's, as its owner wrote it.</param>
/// <param name="Chat">
/// The chat that the owner named, else the owner; null where nobody is known.
/// </param>
/// <param name="Language">The owner's.</param>
/// <param name="Muted">Names of <see cref="Contracts.Tasks.OwnerEvent"/>.</param>
/// <param name="IsUnreachable">The last call did not reach this chat.</param>
internal sealed record Audience(
    string ChannelTitle,
    long? Chat,
    Language Language,
    string[] Muted,
    bool IsUnreachable
);
