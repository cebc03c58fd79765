using System.Globalization;
using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners.Editing;

/// <summary>
/// Descriptions, the invitation to donate, days of trial and grace, the tolerance.
/// </summary>
internal sealed class FieldFlow(Speaker speaker, OwnerDoor door)
{
    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(person, code, channel => Task.FromResult(Page(person.Say, channel)), ct);

    public Task<UpdateAnswer> AskAsync(Person person, OwnerKey.Field key, CancellationToken ct) =>
        door.ShowAsync(
            person,
            key.LinkCode,
            async channel =>
            {
                var say = person.Say;
                await door.AskAsync(
                    person,
                    new OwnerQuestion.Field(channel.LinkCode, key.What),
                    ct
                );
                var question = say.Html(
                    $"owner_bot.ask.{key.What.Name}",
                    ("min", key.What.Min),
                    ("max", key.What.Max)
                );
                return key.What.IsNumber || ValueOf(channel, key.What) is null
                    ? new Reply(question)
                    : new Reply(
                        question,
                        OwnerReplies.Button(
                            say,
                            "owner_bot.button.clear",
                            key with
                            {
                                IsCleared = true,
                            }
                        )
                    );
            },
            ct
        );

    public async Task<UpdateAnswer> HearAsync(
        Person person,
        string code,
        ChannelField field,
        string text,
        CancellationToken ct
    )
    {
        if (field.Read(text) is not { } value)
        {
            var key = field.IsNumber ? "owner_bot.wrong.number" : "owner_bot.wrong.text";
            var what = person.Say.Html(key, ("min", field.Min), ("max", field.Max));
            return await speaker.AnswerAsync(person, new Reply(what), ct);
        }

        return await SayAsync(person, code, field, value, ct);
    }

    public Task<UpdateAnswer> ClearAsync(Person person, OwnerKey.Field key, CancellationToken ct) =>
        key.What.IsNumber
            ? SayAsync(
                person,
                key.LinkCode,
                key.What,
                key.What.Min.ToString(CultureInfo.InvariantCulture),
                ct
            )
            : SayAsync(person, key.LinkCode, key.What, null, ct);

    private async Task<UpdateAnswer> SayAsync(
        Person person,
        string code,
        ChannelField field,
        string? value,
        CancellationToken ct
    )
    {
        var answer = await door.ChangeAsync(
            person,
            code,
            async (unit, channel) =>
            {
                await OwnerEdits.SayAsync(unit, channel, field, value, ct);
                if (field.InPosts)
                {
                    await OwnerDoor.WantPostsAsync(unit, channel, ct);
                }

                return new Reply(
                    person.Say.Html("owner_bot.field.kept"),
                    OwnerReplies.Button(
                        person.Say,
                        "owner_bot.button.fields",
                        OwnerWords.Fields,
                        channel
                    ),
                    OwnerReplies.Back(person.Say, channel)
                );
            },
            ct
        );
        await door.HeardAsync(person, ct);
        return answer;
    }

    private static Reply Page(Speech say, OwnedChannel channel) =>
        new(
            Markup.Paragraphs([
                say.Html("owner_bot.fields"),
                .. ChannelField.All.Select(field =>
                    say.Html(
                        "owner_bot.field",
                        ("name", say.Plain($"owner_bot.field.{field.Name}")),
                        ("value", ValueOf(channel, field) ?? say.Plain("owner_bot.field.none"))
                    )
                ),
            ]),
            [
                .. ChannelField.All.Select(field => new TelegramButton.Callback(
                    say.Plain($"owner_bot.field.{field.Name}"),
                    new OwnerKey.Field(channel.LinkCode, field, IsCleared: false).ToString()
                )),
                OwnerReplies.Back(say, channel),
            ]
        );

    private static string? ValueOf(OwnedChannel channel, ChannelField field) =>
        field.Name switch
        {
            "open_description" => channel.OpenDescription,
            "closed_description" => channel.ClosedDescription,
            "donation_text" => channel.DonationText,
            "trial_days" => channel.TrialDays.ToString(CultureInfo.InvariantCulture),
            "grace_days" => channel.GraceDays.ToString(CultureInfo.InvariantCulture),
            _ => channel.Tolerance.Value.ToString(CultureInfo.InvariantCulture),
        };
}
