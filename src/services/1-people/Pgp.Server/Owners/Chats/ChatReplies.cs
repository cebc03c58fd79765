using Pgp.Adapters.Telegram;
using Pgp.Channels;
using Pgp.Server.Speaking;
using Pgp.Texts;

namespace Pgp.Server.Owners.Chats;

/// <summary>What the bot says to who let it in.</summary>
internal static class ChatReplies
{
    /// <summary>Which rights are there, which are missing, and what to do next.</summary>
    public static Reply Added(Speech say, BotPlace place, SoldChat? sold)
    {
        var title = say.Html("owner_bot.added", ("title", place.Chat.Title));
        if (place.Chat.Kind == ChatKinds.Group)
        {
            return new Reply(Markup.Paragraphs(title, say.Html("owner_bot.added.group")));
        }

        var missing = NeededRights.Missing(place.Rights, sold?.IsClosed ?? true);
        var next = (missing.Count, sold) switch
        {
            (0, null) => "owner_bot.added.next",
            (0, _) => "owner_bot.added.sold",
            (_, null) => "owner_bot.added.missing",
            _ => "owner_bot.added.missing_sold",
        };
        return new Reply(
            Markup.Paragraphs(title, Rights(say, place.Rights), say.Html(next)),
            [
                sold is null
                    ? OwnerReplies.Button(
                        say,
                        "owner_bot.button.connect",
                        new OwnerKey.Plain(OwnerWords.Connect)
                    )
                    : OwnerReplies.Button(
                        say,
                        "owner_bot.button.list",
                        new OwnerKey.Plain(OwnerWords.List)
                    ),
            ]
        );
    }

    private static Markup Rights(Speech say, ChatRights rights) =>
        OwnerReplies.Lines([
            Right(say, "post", rights.MayPost),
            Right(say, "invite", rights.MayInvite),
            Right(say, "ban", rights.MayBan),
        ]);

    private static Markup Right(Speech say, string name, bool isHeld) =>
        new($"{(isHeld ? "✓" : "✗")} {say.Html($"owner_bot.right.{name}")}");
}
