using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;
using Pgp.Texts;

namespace Pgp.Server.Owners.Editing;

/// <summary>Makes coupons, shows them with their links, ends them.</summary>
internal sealed class CouponFlow(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ServerOptions options
)
{
    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
                Page(person.Say, channel, await CouponEdits.ActiveAsync(database, channel, ct)),
            ct
        );

    public Task<UpdateAnswer> AskAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                await door.AskAsync(person, new OwnerQuestion.Coupon(channel.LinkCode), ct);
                return new Reply(person.Say.Html("owner_bot.ask.coupon"));
            },
            ct
        );

    public async Task<UpdateAnswer> HearAsync(
        Person person,
        string code,
        string text,
        CancellationToken ct
    )
    {
        if (CouponDraft.Read(text, database.Clock.GetUtcNow()) is not { } draft)
        {
            return await speaker.AnswerAsync(
                person,
                new Reply(person.Say.Html("owner_bot.wrong.coupon")),
                ct
            );
        }

        var isMade = false;
        var answer = await door.ChangeAsync(
            person,
            code,
            async (unit, channel) =>
            {
                isMade = await CouponEdits.MakeAsync(unit, channel, draft, ct);
                return isMade
                    ? OwnerReplies.Note(person.Say, channel, LineOf(person.Say, channel, draft))
                    : new Reply(person.Say.Html("owner_bot.wrong.coupon_known"));
            },
            ct
        );
        if (isMade)
        {
            await door.HeardAsync(person, ct);
        }

        return answer;
    }

    public Task<UpdateAnswer> EndAsync(
        Person person,
        OwnerKey.EndCoupon key,
        CancellationToken ct
    ) =>
        door.ChangeAsync(
            person,
            key.LinkCode,
            async (unit, channel) =>
            {
                var isEnded = await CouponEdits.EndAsync(unit, channel, key.Coupon, ct);
                return OwnerReplies.Note(
                    person.Say,
                    channel,
                    person.Say.Html(
                        isEnded ? "owner_bot.coupon.ended" : "owner_bot.coupon.none_to_end"
                    )
                );
            },
            ct
        );

    private Reply Page(Speech say, OwnedChannel channel, IReadOnlyList<OwnedCoupon> coupons) =>
        new(
            Markup.Paragraphs([
                say.Html(coupons.Count == 0 ? "owner_bot.coupons.none" : "owner_bot.coupons"),
                .. coupons.Select(coupon => new Markup(
                    $"""
                    {LineOf(say, channel, coupon.Terms)}
                    {say.Html("owner_bot.coupon.people", ("n", coupon.People))}
                    """
                )),
            ]),
            [
                OwnerReplies.Button(
                    say,
                    "owner_bot.button.new_coupon",
                    OwnerWords.NewCoupon,
                    channel
                ),
                .. coupons.Select(coupon => new TelegramButton.Callback(
                    say.Plain("owner_bot.button.end_coupon", ("code", coupon.Terms.Code)),
                    new OwnerKey.EndCoupon(channel.LinkCode, coupon.Id).ToString()
                )),
                OwnerReplies.Back(say, channel),
            ]
        );

    private Markup LineOf(Speech say, OwnedChannel channel, CouponDraft coupon)
    {
        var off = coupon.PercentOff is { } percent
            ? say.Html("owner_bot.coupon.percent", ("percent", percent))
            : say.Html("owner_bot.coupon.amount", ("amount", say.Dollars(coupon.AmountOff!.Value)));
        Markup?[] terms =
        [
            off,
            coupon.Periods is { } periods
                ? say.Html("owner_bot.coupon.periods", ("n", periods))
                : null,
            coupon.UsesMax is { } uses ? say.Html("owner_bot.coupon.uses", ("n", uses)) : null,
            coupon.ExpiresAt is { } end
                ? say.Html("owner_bot.coupon.until", ("moment", Speech.Moment(end)))
                : null,
        ];
        var link = options.StartLink($"c_{channel.LinkCode}_{coupon.Code}").AbsoluteUri;
        return new Markup(
            $"""
            <b>{coupon.Code}</b>: {string.Join(", ", terms.Where(term => term is not null))}
            <code>{Speech.Escape(link)}</code>
            """
        );
    }
}
