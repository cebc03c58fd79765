using Pgp.Channels;
using Pgp.Contracts.Ids;
using Pgp.Server.Owners.Chats;
using Pgp.Texts;

namespace Pgp.Server.Owners.Connecting;

/// <summary>Says why a chat cannot be sold, and what to do.</summary>
internal static class ProofReplies
{
    /// <returns>Null when all is well.</returns>
    public static async Task<Markup?> ProblemAsync(
        this ChannelProof proof,
        Speech say,
        BotChat chat,
        TelegramUserId person,
        bool isClosed,
        CancellationToken ct
    ) =>
        await proof.AskAsync(chat.Id, chat.IsChannel, person, isClosed, ct) switch
        {
            Proof.Given => null,
            Proof.Silent => say.Html("owner_bot.proof.silent"),
            Proof.BotOutside => say.Html("owner_bot.proof.bot_outside", ("title", chat.Title)),
            Proof.NotAdministrator => say.Html(
                "owner_bot.proof.not_administrator",
                ("title", chat.Title)
            ),
            Proof.Lacking(var rights) => say.Html(
                "owner_bot.proof.missing",
                ("title", chat.Title),
                ("rights", RightsOf(say, rights))
            ),
            var other => throw new InvalidOperationException($"unknown proof: {other}"),
        };

    private static Markup RightsOf(Speech say, IReadOnlyList<string> rights) =>
        new(string.Join(", ", rights.Select(right => say.Html($"owner_bot.right.{right}").Html)));
}
