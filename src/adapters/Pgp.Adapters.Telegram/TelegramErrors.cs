namespace Pgp.Adapters.Telegram;

/// <summary>
/// Telegram's error texts as decisions. There are no stable codes finer than the HTTP status, so
/// the descriptions are matched by the parts that its server's source keeps (spec 70, 3.5).
/// </summary>
internal static class TelegramErrors
{
    // Used when Telegram asks to slow down without saying for how long.
    private static readonly TimeSpan PauseUnstated = TimeSpan.FromSeconds(5);

    private static readonly (int Code, string Part, TelegramOutcome Outcome)[] Table =
    [
        (400, "message is not modified", new TelegramOutcome.Done()),
        (400, "query is too old", new TelegramOutcome.Done()),
        (400, "message to delete not found", new TelegramOutcome.Done()),
        (400, "USER_ALREADY_PARTICIPANT", new TelegramOutcome.Done()),
        (400, "HIDE_REQUESTER_MISSING", new TelegramOutcome.Done()),
        (400, "chat not found", new TelegramOutcome.ChatNotFound()),
        (403, "bot was blocked by the user", new TelegramOutcome.Blocked()),
        (403, "user is deactivated", new TelegramOutcome.Blocked()),
        (403, "can't initiate conversation", new TelegramOutcome.Blocked()),
        (403, "can't send messages to bots", new TelegramOutcome.Blocked()),
        (403, "bot was kicked", new TelegramOutcome.ChatNotFound()),
        (403, "bot is not a member", new TelegramOutcome.ChatNotFound()),
        (403, "chat was deleted", new TelegramOutcome.ChatNotFound()),
    ];

    private static readonly string[] RightsParts =
    [
        "CHAT_ADMIN_REQUIRED",
        "not enough rights",
        "need administrator rights",
        "have no rights",
    ];

    /// <param name="retryAfterSeconds"><c>parameters.retry_after</c>.</param>
    /// <param name="movedTo"><c>parameters.migrate_to_chat_id</c>.</param>
    public static TelegramOutcome Classify(
        int code,
        string description,
        int? retryAfterSeconds,
        long? movedTo
    )
    {
        if (code == 429)
        {
            return new TelegramOutcome.TooFast(
                retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : PauseUnstated
            );
        }

        if (code is < 400 or >= 500)
        {
            return new TelegramOutcome.Unknown($"http_{code}");
        }

        if (movedTo is { } newChatId)
        {
            return new TelegramOutcome.Moved(newChatId);
        }

        foreach (var (tableCode, part, outcome) in Table)
        {
            if (code == tableCode && Has(description, part))
            {
                return outcome;
            }
        }

        return code is 400 or 403 && RightsParts.Any(part => Has(description, part))
            ? new TelegramOutcome.MissingRights(description)
            : new TelegramOutcome.Refused(description);
    }

    private static bool Has(string description, string part) =>
        description.Contains(part, StringComparison.OrdinalIgnoreCase);
}
