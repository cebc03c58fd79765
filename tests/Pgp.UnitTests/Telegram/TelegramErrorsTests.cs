using Pgp.Adapters.Telegram;

namespace Pgp.UnitTests.Telegram;

public class TelegramErrorsTests
{
    private const string NoRights = "Bad Request: not enough rights to manage chat invite link";

    public static TheoryData<int, string, TelegramOutcome> Rows =>
        new()
        {
            { 400, "Bad Request: chat not found", new TelegramOutcome.ChatNotFound() },
            {
                400,
                "Bad Request: message is not modified: specified new message content and reply"
                    + " markup are exactly the same as a current content",
                new TelegramOutcome.Done()
            },
            {
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
                new TelegramOutcome.Done()
            },
            {
                400,
                "Bad Request: CHAT_ADMIN_REQUIRED",
                new TelegramOutcome.MissingRights("Bad Request: CHAT_ADMIN_REQUIRED")
            },
            { 400, NoRights, new TelegramOutcome.MissingRights(NoRights) },
            {
                400,
                "Bad Request: can't parse entities: unsupported start tag",
                new TelegramOutcome.Refused(
                    "Bad Request: can't parse entities: unsupported start tag"
                )
            },
            { 401, "Unauthorized", new TelegramOutcome.Refused("Unauthorized") },
            { 403, "Forbidden: bot was blocked by the user", new TelegramOutcome.Blocked() },
            { 403, "Forbidden: user is deactivated", new TelegramOutcome.Blocked() },
            {
                403,
                "Forbidden: bot can't initiate conversation with a user",
                new TelegramOutcome.Blocked()
            },
            {
                403,
                "Forbidden: bot was kicked from the channel chat",
                new TelegramOutcome.ChatNotFound()
            },
            {
                403,
                "Forbidden: bot is not a member of the channel chat",
                new TelegramOutcome.ChatNotFound()
            },
            { 403, "Forbidden: the group chat was deleted", new TelegramOutcome.ChatNotFound() },
            { 500, "Internal Server Error", new TelegramOutcome.Unknown("http_500") },
            { 502, "Bad Gateway", new TelegramOutcome.Unknown("http_502") },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Descriptions_become_decisions(int code, string text, TelegramOutcome outcome) =>
        Assert.Equal(outcome, TelegramErrors.Classify(code, text, null, null));

    [Fact]
    public void Limits_and_moves_carry_their_parameters()
    {
        const string Limit = "Too Many Requests: retry after 17";
        const string Moved = "Bad Request: group chat was upgraded to a supergroup chat";
        Assert.Equal(
            new TelegramOutcome.TooFast(TimeSpan.FromSeconds(17)),
            TelegramErrors.Classify(429, Limit, 17, null)
        );
        Assert.Equal(
            new TelegramOutcome.TooFast(TimeSpan.FromSeconds(5)),
            TelegramErrors.Classify(429, Limit, null, null)
        );
        Assert.Equal(
            new TelegramOutcome.Moved(-1001),
            TelegramErrors.Classify(400, Moved, null, -1001)
        );
    }
}
