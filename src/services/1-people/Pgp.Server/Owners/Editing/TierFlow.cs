using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners.Editing;

/// <summary>Prices: one to three, changed, added or taken away.</summary>
internal sealed class TierFlow(Database database, Speaker speaker, OwnerDoor door)
{
    private const int TiersMax = 3;

    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
                Page(
                    person.Say,
                    channel,
                    await OwnerQueries.TiersAsync(database, channel.Id, ct),
                    person.Say.Html("owner_bot.tiers")
                ),
            ct
        );

    public Task<UpdateAnswer> AskAsync(Person person, OwnerKey.Tier key, CancellationToken ct) =>
        door.ShowAsync(
            person,
            key.LinkCode,
            async channel =>
            {
                await door.AskAsync(person, new OwnerQuestion.Tier(channel.LinkCode, key.No), ct);
                return new Reply(person.Say.Html("owner_bot.ask.tier", ("no", key.No)));
            },
            ct
        );

    public async Task<UpdateAnswer> HearAsync(
        Person person,
        string code,
        int no,
        string text,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var limits = await ChannelLimits.InForceAsync(database, ct);
        var read = new TierCheck(errors, limits).Run(TierText.Read(text));
        if (errors.Count > 0 || read is not [var tier])
        {
            var what =
                errors.Count > 0
                    ? OwnerReplies.Wrong(person.Say, errors)
                    : person.Say.Html("owner_bot.wrong.one_tier");
            return await speaker.AnswerAsync(person, new Reply(what), ct);
        }

        var answer = await door.ChangeAsync(
            person,
            code,
            async (unit, channel) =>
            {
                await OwnerEdits.SetTierAsync(unit, channel, tier with { No = no }, ct);
                await OwnerDoor.WantPostsAsync(unit, channel, ct);
                return await ChangedAsync(person.Say, unit, channel, "owner_bot.tiers.changed", ct);
            },
            ct
        );
        await door.HeardAsync(person, ct);
        return answer;
    }

    public Task<UpdateAnswer> DropAsync(Person person, OwnerKey.Tier key, CancellationToken ct) =>
        door.ChangeAsync(
            person,
            key.LinkCode,
            async (unit, channel) =>
            {
                if (!await OwnerEdits.DropTierAsync(unit, channel, key.No, ct))
                {
                    return await ChangedAsync(
                        person.Say,
                        unit,
                        channel,
                        "owner_bot.tiers.last",
                        ct
                    );
                }

                await OwnerDoor.WantPostsAsync(unit, channel, ct);
                return await ChangedAsync(person.Say, unit, channel, "owner_bot.tiers.changed", ct);
            },
            ct
        );

    private static async Task<Reply> ChangedAsync(
        Speech say,
        Unit unit,
        OwnedChannel channel,
        string key,
        CancellationToken ct
    ) => Page(say, channel, await OwnerQueries.TiersAsync(unit, channel.Id, ct), say.Html(key));

    private static Reply Page(
        Speech say,
        OwnedChannel channel,
        IReadOnlyList<TierDraft> tiers,
        Markup heading
    )
    {
        var free = Enumerable
            .Range(1, TiersMax)
            .Except(tiers.Select(tier => tier.No))
            .Take(1)
            .Select(no =>
                (IReadOnlyList<TelegramButton>)
                    [Key(say, "owner_bot.button.add_tier", channel, no, isDropped: false)]
            );
        return new Reply(
            Markup.Paragraphs(
                heading,
                OwnerReplies.Lines(tiers.Select(tier => OwnerReplies.TierOf(say, tier)))
            ),
            [
                .. tiers.Select(tier =>
                    (IReadOnlyList<TelegramButton>)
                        [
                            Key(say, "owner_bot.button.edit_tier", channel, tier.No, false),
                            Key(say, "owner_bot.button.drop_tier", channel, tier.No, true),
                        ]
                ),
                .. free,
                [OwnerReplies.Back(say, channel)],
            ]
        );
    }

    private static TelegramButton.Callback Key(
        Speech say,
        string text,
        OwnedChannel channel,
        int no,
        bool isDropped
    ) =>
        new(
            say.Plain(text, ("no", no)),
            new OwnerKey.Tier(channel.LinkCode, no, isDropped).ToString()
        );
}
