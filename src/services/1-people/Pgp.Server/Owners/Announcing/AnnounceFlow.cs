using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Announcing;

/// <summary>
/// Takes what an owner wants to tell members, and what he presses below it. BROADCAST keeps it,
/// shows it to him and carries it.
/// </summary>
internal sealed class AnnounceFlow(Database database, Speaker speaker, OwnerDoor door)
{
    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                var say = person.Say;
                var tiers = await OwnerQueries.TiersAsync(database, channel.Id, ct);
                return new Reply(
                    say.Html("owner_bot.announce.whom"),
                    [
                        .. Segments.Usual.Select(segment =>
                            OwnerReplies.Button(
                                say,
                                $"owner_bot.announce.{segment}",
                                new OwnerKey.Announce(channel.LinkCode, segment)
                            )
                        ),
                        .. tiers.Select(tier => new TelegramButton.Callback(
                            say.Plain("owner_bot.announce.tier", ("no", tier.No)),
                            new OwnerKey.Announce(
                                channel.LinkCode,
                                FormattableString.Invariant($"{tier.No}")
                            ).ToString()
                        )),
                        OwnerReplies.Back(say, channel),
                    ]
                );
            },
            ct
        );

    public Task<UpdateAnswer> AskAsync(
        Person person,
        OwnerKey.Announce key,
        CancellationToken ct
    ) =>
        door.ShowAsync(
            person,
            key.LinkCode,
            async channel =>
            {
                var question = new OwnerQuestion.Announcement(channel.LinkCode, key.Segment);
                await door.AskAsync(person, question, ct);
                return new Reply(
                    person.Say.Html(
                        "owner_bot.ask.announcement",
                        ("max", AnnouncementWritten.BodyMax)
                    )
                );
            },
            ct
        );

    public async Task<UpdateAnswer> HearAsync(
        long updateId,
        Person person,
        OwnerQuestion.Announcement asked,
        string text,
        CancellationToken ct
    )
    {
        if (text.Length > AnnouncementWritten.BodyMax || string.IsNullOrWhiteSpace(text))
        {
            var wrong = person.Say.Html(
                "owner_bot.announce.wrong",
                ("max", AnnouncementWritten.BodyMax)
            );
            return await speaker.AnswerAsync(person, new Reply(wrong), ct);
        }

        var (segment, tier) = Segments.Of(asked.Segment);
        var answer = await door.ChangeAsync(
            person,
            asked.LinkCode,
            async (unit, channel) =>
            {
                await unit.EnqueueAsync(
                    new AnnouncementWritten(
                        channel.Id,
                        person.Id.Value,
                        segment,
                        tier,
                        text,
                        updateId
                    ),
                    ct
                );
                return new Reply(person.Say.Html("owner_bot.announce.coming"));
            },
            ct
        );
        await door.HeardAsync(person, ct);
        return answer;
    }

    /// <summary>Whose announcement it is, BROADCAST asks.</summary>
    public async Task<UpdateAnswer> PressAsync(
        long updateId,
        Person person,
        AnnouncementPress press,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        await unit.BeginsStoryOf(press.Id.ToString())
            .EnqueueAsync(
                new AnnouncementWished(
                    press.Id,
                    person.Id.Value,
                    press.Wish,
                    unit.Now + TimeSpan.FromMinutes(press.Minutes),
                    updateId
                ),
                ct
            );
        await unit.CommitAsync(ct);
        return UpdateAnswer.Taken;
    }
}
