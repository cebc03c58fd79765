using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Texts;

namespace Pgp.Broadcast.Announcements;

/// <summary>Tells an owner how an announcement stands, with what can be done about it.</summary>
internal sealed class OwnerVoice(Database database, AnnouncementDesk desk, TelegramGateway telegram)
{
    private static readonly (string Text, int Minutes)[] Moments =
    [
        ("announce.now", 0),
        ("announce.hour", 60),
        ("announce.day", 1_440),
    ];

    /// <summary>Says it, and is done with the task that asked for it.</summary>
    /// <param name="answer">What became of the owner's wish.</param>
    public async Task<TaskOutcome> EndAsync(
        Delivery message,
        long owner,
        AnnouncementId id,
        Answer answer,
        CancellationToken ct
    )
    {
        if (await SayAsync(owner, id, answer, ct) is TelegramOutcome.TooFast(var pause))
        {
            return new TaskOutcome.Retry(pause, "telegram wants a pause");
        }

        await using var unit = await database.BeginAsync(ct);
        if (await unit.ClaimAsync(message, ct))
        {
            await unit.CommitAsync(ct);
        }

        return TaskOutcome.Completed;
    }

    private async Task<TelegramOutcome> SayAsync(
        long owner,
        AnnouncementId id,
        Answer answer,
        CancellationToken ct
    )
    {
        var say = Speech.In(
            Language.Of(await AnnouncementQueries.LanguageAsync(database, owner, ct))
        );
        var (found, _) = await desk.FindAsync(id, owner, ct);
        var (text, buttons) = found is null
            ? (Missing(say, answer), [])
            : await StandingAsync(say, found.Announcement, ct);
        return await telegram.SendMessageAsync(new TelegramChat(owner), text.Html, buttons, ct);
    }

    private static Markup Missing(Speech say, Answer answer) =>
        say.Html(answer is Answer.Invalid ? "announce.refused" : "announce.not_yours");

    private async Task<(Markup, IReadOnlyList<IReadOnlyList<TelegramButton>>)> StandingAsync(
        Speech say,
        Announcement announcement,
        CancellationToken ct
    )
    {
        var people = await desk.PeopleAsync(announcement, ct);
        var id = announcement.Id;
        return announcement.State switch
        {
            AnnouncementState.Draft => (
                say.Html("announce.ready", ("count", people.Total)),
                [
                    [
                        .. Moments.Select(moment =>
                            Button(say, moment.Text, id, AnnouncementWish.Send, moment.Minutes)
                        ),
                    ],
                    [Button(say, "announce.forget", id, AnnouncementWish.Cancel)],
                ]
            ),
            AnnouncementState.Scheduled => (
                say.Html(
                    "announce.scheduled",
                    ("moment", Speech.Moment(announcement.DueAt!.Value)),
                    ("count", people.Total)
                ),
                Watch(say, id)
            ),
            AnnouncementState.Sending => (Numbers(say, "announce.sending", people), Watch(say, id)),
            var ended => (Numbers(say, $"announce.{ended}", people), []),
        };
    }

    private static Markup Numbers(Speech say, string key, Progress people) =>
        Markup.Paragraphs(
            say.Html(key, ("sent", people.Sent), ("total", people.Total)),
            people.Unreachable + people.Failed + people.Uncertain == 0
                ? default
                : say.Html(
                    "announce.details",
                    ("unreachable", people.Unreachable),
                    ("failed", people.Failed),
                    ("uncertain", people.Uncertain)
                )
        );

    private static IReadOnlyList<IReadOnlyList<TelegramButton>> Watch(
        Speech say,
        AnnouncementId id
    ) =>
        [
            [
                Button(say, "announce.progress", id, AnnouncementWish.Show),
                Button(say, "announce.cancel", id, AnnouncementWish.Cancel),
            ],
        ];

    private static TelegramButton.Callback Button(
        Speech say,
        string text,
        AnnouncementId id,
        AnnouncementWish wish,
        int minutes = 0
    ) => new(say.Plain(text), new AnnouncementPress(id, wish, minutes).ToString());
}
