using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Donating;

/// <summary>All SQL on <c>donation_keypads</c>.</summary>
internal static class KeypadQueries
{
    // A repeated update finds the keypad that it opened.
    private const string OpenSql = """
        insert into donation_keypads (
            update_id, user_id, open_channel_id, chat_id, amount, state, touched_at)
        values ($1, $2, $3, $4, '0', 'open', $5)
        on conflict (update_id) do update set touched_at = excluded.touched_at
        returning keypad_id, user_id, open_channel_id, chat_id, message_id, amount, state,
                  touched_at
        """;

    // Of one person at one place only the newest counts.
    private const string CloseOthersSql = """
        update donation_keypads
           set state = 'closed'
         where user_id = $1
           and chat_id = $2
           and keypad_id <> $3
           and state = 'open'
        returning keypad_id, user_id, open_channel_id, chat_id, message_id, amount, state,
                  touched_at
        """;

    private const string PlaceSql = """
        update donation_keypads set message_id = $2 where keypad_id = $1 and state = 'open'
        """;

    private const string AtSql = """
        select keypad_id, user_id, open_channel_id, chat_id, message_id, amount, state, touched_at
          from donation_keypads
         where chat_id = $1
           and message_id = $2
        """;

    private const string ByIdSql = """
        select keypad_id, user_id, open_channel_id, chat_id, message_id, amount, state, touched_at
          from donation_keypads
         where keypad_id = $1
        """;

    // The amount before is named: two keys at once do not swallow each other.
    private const string TypeSql = """
        update donation_keypads
           set amount = $3, touched_at = $4
         where keypad_id = $1
           and amount = $2
           and state = 'open'
        """;

    // The same update may come again to go on; another one may not confirm a second time.
    private const string ConfirmSql = """
        update donation_keypads
           set state = 'confirmed', confirmed_by = $2
         where keypad_id = $1
           and (state = 'open' or (state = 'confirmed' and confirmed_by = $2))
        """;

    private const string CloseSql = """
        update donation_keypads set state = 'closed' where keypad_id = $1 and state = 'open'
        """;

    public static async Task<Keypad> OpenAsync(
        Unit unit,
        long updateId,
        TelegramUserId user,
        OpenChannelId channel,
        long chat,
        CancellationToken ct
    ) =>
        (
            await unit.Sql(OpenSql)
                .With(updateId)
                .With(user.Value)
                .With(channel.Value)
                .With(chat)
                .With(unit.Now)
                .FirstAsync(Read, ct)
        )!;

    /// <returns>Those that were open until now.</returns>
    public static Task<IReadOnlyList<Keypad>> CloseOthersAsync(
        Unit unit,
        Keypad kept,
        CancellationToken ct
    ) =>
        unit.Sql(CloseOthersSql)
            .With(kept.User.Value)
            .With(kept.ChatId)
            .With(kept.Id)
            .AllAsync(Read, ct);

    /// <returns><see langword="false"/> when it was closed in the meantime.</returns>
    public static Task<bool> PlaceAsync(
        Database database,
        Keypad keypad,
        int messageId,
        CancellationToken ct
    ) => database.RunAsync(PlaceSql, sql => sql.With(keypad.Id).With(messageId).HitsAsync(ct), ct);

    public static Task<Keypad?> AtAsync(
        Database database,
        long chat,
        int messageId,
        CancellationToken ct
    ) => database.RunAsync(AtSql, sql => sql.With(chat).With(messageId).FirstAsync(Read, ct), ct);

    public static Task<Keypad?> FindAsync(Database database, long id, CancellationToken ct) =>
        database.RunAsync(ByIdSql, sql => sql.With(id).FirstAsync(Read, ct), ct);

    /// <returns><see langword="false"/> when another key was quicker.</returns>
    public static Task<bool> TypeAsync(
        Database database,
        Keypad keypad,
        KeypadAmount next,
        CancellationToken ct
    ) =>
        database.RunAsync(
            TypeSql,
            sql =>
                sql.With(keypad.Id)
                    .With(keypad.Amount.Text)
                    .With(next.Text)
                    .With(database.Clock.GetUtcNow())
                    .HitsAsync(ct),
            ct
        );

    /// <returns><see langword="false"/> when it was confirmed by another press, or
    /// closed.</returns>
    public static Task<bool> ConfirmAsync(
        Database database,
        Keypad keypad,
        long updateId,
        CancellationToken ct
    ) => database.RunAsync(ConfirmSql, sql => sql.With(keypad.Id).With(updateId).HitsAsync(ct), ct);

    /// <returns><see langword="false"/> when it was not open any more.</returns>
    public static Task<bool> CloseAsync(Database database, Keypad keypad, CancellationToken ct) =>
        database.RunAsync(CloseSql, sql => sql.With(keypad.Id).HitsAsync(ct), ct);

    private static Keypad Read(Row row) =>
        new(
            row.Long(0),
            new TelegramUserId(row.Long(1)),
            new OpenChannelId(row.Long(2)),
            row.Long(3),
            row.NumberOrNull(4),
            new KeypadAmount(row.Text(5)),
            row.Text(6),
            row.Time(7)
        );
}
