using Pgp.Adapters.Telegram;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Announcements;

/// <summary>What became of an owner's wish.</summary>
internal abstract record Answer
{
    private Answer() { }

    public sealed record Done(AnnouncementId Id) : Answer;

    public sealed record NotFound : Answer;

    public sealed record NoChannel : Answer;

    /// <summary>It belongs to somebody else.</summary>
    public sealed record Foreign : Answer;

    public sealed record Invalid(DraftError Error) : Answer;

    /// <summary>Too late for that.</summary>
    public sealed record WrongState(string State) : Answer;

    /// <summary>The preview did not reach the owner.</summary>
    public sealed record Unsent(string Reason) : Answer;
}

/// <summary>Takes the wishes of owners: say this, show it to me first, then, not at all.</summary>
internal sealed class AnnouncementDesk(
    Database database,
    TelegramGateway telegram,
    AnnouncementSignal signal
)
{
    // Whoever wants to say something in two years has mistyped the year.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(366);

    /// <summary>Keeps a draft; nobody is told anything yet.</summary>
    public Task<Answer> CreateAsync(Draft draft, long owner, CancellationToken ct) =>
        CreateAsync(AnnouncementId.New(database.Clock), draft, owner, ct);

    /// <summary>As above; a draft of this id that is there already is left as it is.</summary>
    public async Task<Answer> CreateAsync(
        AnnouncementId id,
        Draft draft,
        long owner,
        CancellationToken ct
    )
    {
        var trimmed = draft with
        {
            Body = draft.Body.ReplaceLineEndings("\n").Trim(),
            ButtonText = draft.ButtonText?.Trim(),
            ButtonUrl = draft.ButtonUrl?.Trim(),
        };
        if (await RefusalAsync(trimmed.ChannelId, owner, ct) is { } refusal)
        {
            return refusal;
        }

        if (DraftCheck.Of(trimmed) is { } error)
        {
            return new Answer.Invalid(error);
        }

        if (
            trimmed.TierNo is { } tier
            && !await AnnouncementQueries.TierExistsAsync(database, trimmed.ChannelId, tier, ct)
        )
        {
            return new Answer.Invalid(new("tier_no", $"The channel has no tier {tier}."));
        }

        await AnnouncementQueries.InsertAsync(database, id, trimmed, ct);
        return new Answer.Done(id);
    }

    /// <summary>
    /// Sends the owner what members will see; an answer to one, so it does not wait for the lane.
    /// </summary>
    public async Task<Answer> PreviewAsync(AnnouncementId id, long owner, CancellationToken ct)
    {
        var (found, refusal) = await FindAsync(id, owner, ct);
        if (found is null)
        {
            return refusal;
        }

        var draft = found.Announcement.Draft;
        var message = AnnouncementMessage.Of(
            found.Title,
            draft.Body,
            draft.ButtonText,
            draft.ButtonUrl
        );
        var chat = new TelegramChat(owner);
        return await telegram.SendOnceAsync(chat, message.Html, message.Buttons, ct) switch
        {
            TelegramOutcome.Sent => new Answer.Done(id),
            TelegramOutcome.Refused(var reason) => new Answer.Unsent(reason),
            TelegramOutcome.Unknown => new Answer.Unsent("Telegram did not answer"),
            TelegramOutcome.TooFast => new Answer.Unsent("Telegram asks for a pause"),
            _ => new Answer.Unsent("the owner has not started the bot, or has blocked it"),
        };
    }

    /// <param name="at">A moment that has passed is now.</param>
    public async Task<Answer> ScheduleAsync(
        AnnouncementId id,
        long owner,
        DateTimeOffset? at,
        CancellationToken ct
    )
    {
        var (found, refusal) = await FindAsync(id, owner, ct);
        if (found is null)
        {
            return refusal;
        }

        var now = database.Clock.GetUtcNow();
        if (at > now + AheadMax)
        {
            return new Answer.Invalid(new("at", "The moment is more than a year away."));
        }

        if (!await AnnouncementQueries.ScheduleAsync(database, id, at > now ? at.Value : now, ct))
        {
            return await TooLateAsync(id, ct);
        }

        signal.Raise();
        return new Answer.Done(id);
    }

    /// <summary>Nobody gets it from here on whose message has not left yet.</summary>
    public async Task<Answer> CancelAsync(AnnouncementId id, long owner, CancellationToken ct)
    {
        var (found, refusal) = await FindAsync(id, owner, ct);
        if (found is null)
        {
            return refusal;
        }

        return found.Announcement.State == AnnouncementState.Cancelled || await EndAsync(id, ct)
            ? new Answer.Done(id)
            : await TooLateAsync(id, ct);
    }

    /// <returns>The announcement, or why this owner may not have it.</returns>
    public async Task<(OwnedAnnouncement? Found, Answer Refusal)> FindAsync(
        AnnouncementId id,
        long owner,
        CancellationToken ct
    ) =>
        await AnnouncementQueries.FindAsync(database, id, ct) switch
        {
            null => (null, new Answer.NotFound()),
            { } found when found.Owner != owner => (null, new Answer.Foreign()),
            { } found => (found, new Answer.Done(id)),
        };

    /// <returns>Why this owner may not use the channel; null if they may.</returns>
    public async Task<Answer?> RefusalAsync(ChannelId channel, long owner, CancellationToken ct)
    {
        var owners = await AnnouncementQueries.OwnerAsync(database, channel, ct);
        return owners.Count == 0 ? new Answer.NoChannel()
            : owners[0] != owner ? new Answer.Foreign()
            : null;
    }

    /// <summary>What became of its people; before it begins, how many there are.</summary>
    public async Task<Progress> PeopleAsync(Announcement announcement, CancellationToken ct)
    {
        if (announcement.StartedAt is not null)
        {
            return await DeliveryQueries.ProgressAsync(database, announcement.Id, ct);
        }

        var draft = announcement.Draft;
        var target = new Target(draft.ChannelId, draft.Segment, draft.TierNo);
        return new Progress(
            await DeliveryQueries.CountAsync(database, target, ct),
            Waiting: 0,
            Sent: 0,
            Unreachable: 0,
            Failed: 0,
            Uncertain: 0,
            Cancelled: 0
        );
    }

    private async Task<bool> EndAsync(AnnouncementId id, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await AnnouncementQueries.CancelAsync(unit, id, ct))
        {
            return false;
        }

        await DeliveryQueries.CancelAsync(unit, id, ct);
        await unit.CommitAsync(ct);
        return true;
    }

    private async Task<Answer> TooLateAsync(AnnouncementId id, CancellationToken ct) =>
        await AnnouncementQueries.FindAsync(database, id, ct) is { } found
            ? new Answer.WrongState(found.Announcement.State)
            : new Answer.NotFound();
}
