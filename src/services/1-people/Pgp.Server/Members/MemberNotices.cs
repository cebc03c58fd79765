using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Server.Speaking;

namespace Pgp.Server.Members;

/// <summary>
/// Says something to a member once: the row that says so is unique, and written in the unit that
/// takes the task. A lost answer of Telegram may show a message twice; silence would be worse.
/// </summary>
internal sealed class MemberNotices(Database database, Speaker speaker, ILogger<MemberNotices> log)
{
    private const string IsKnownSql = """
        select exists (select from member_notices where notice_key = $1)
        """;

    private const string InsertSql = """
        insert into member_notices (notice_key, subscription_id, user_id, state, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (notice_key) do nothing
        """;

    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public async Task<bool> IsKnownAsync(string key, CancellationToken ct) =>
        await database.RunAsync(
            IsKnownSql,
            sql => sql.With(key).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    public async Task<TaskOutcome> SayOnceAsync(
        string key,
        Membership one,
        Reply reply,
        Delivery delivery,
        CancellationToken ct
    )
    {
        switch (await speaker.SendAsync(new TelegramUserId(one.UserId), reply, ct))
        {
            case TelegramOutcome.Sent:
                return await KeepAsync(key, one, "sent", delivery, ct);
            case TelegramOutcome.TooFast(var pause):
                return new TaskOutcome.Retry(pause, "telegram wants a pause");
            case TelegramOutcome.Unknown(var reason):
                return new TaskOutcome.Retry(PauseAfterSilence, $"not confirmed: {reason}");
            case TelegramOutcome.Refused(var description):
                return new TaskOutcome.Reject($"message refused: {description}");
            case var refusal:
                log.MemberUnreachable(key, refusal);
                return await KeepAsync(key, one, "unreachable", delivery, ct);
        }
    }

    private async Task<TaskOutcome> KeepAsync(
        string key,
        Membership one,
        string state,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        await unit.Sql(InsertSql)
            .With(key)
            .With(one.Id)
            .With(one.UserId)
            .With(state)
            .With(unit.Now)
            .ExecuteAsync(ct);
        await unit.CommitAsync(ct);
        log.MemberTold(key, state);
        return TaskOutcome.Completed;
    }
}
