using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Linking;

/// <summary>
/// Links an account to the Telegram user who said in the bot that it is his. One user has one
/// account, and an account keeps its user.
/// </summary>
internal sealed class AccountLinkWishedHandler(
    Database database,
    ILogger<AccountLinkWishedHandler> log
) : ITaskHandler<AccountLinkWished>
{
    private const string LinkSql = """
        update accounts
           set telegram_user_id = $2
         where account_id = $1
           and telegram_user_id is null
           and not exists (select from accounts where telegram_user_id = $2)
        """;

    public async Task<TaskOutcome> HandleAsync(
        AccountLinkWished task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await unit.ClaimAsync(delivery, ct))
        {
            return TaskOutcome.Completed;
        }

        var token = await AccountTokens.TakeByHashAsync(
            unit,
            TokenPurpose.LinkTelegram,
            Convert.FromHexString(task.TokenHash),
            ct
        );
        if (token is not null)
        {
            await LinkAsync(unit, token.Account, new TelegramUserId(task.UserId), ct);
        }

        await unit.CommitAsync(ct);
        return TaskOutcome.Completed;
    }

    private async Task LinkAsync(Unit unit, AccountId id, TelegramUserId user, CancellationToken ct)
    {
        var account = await AccountQueries.LockAsync(unit, id, ct);
        if (!await unit.Sql(LinkSql).With(id).With(user.Value).HitsAsync(ct))
        {
            log.LinkRefused(id);
            return;
        }

        await Audit.WriteAsync(
            unit,
            new AuditEntry(Actor.InBot(user), "telegram.linked", id.ToString())
            {
                Account = id,
                After = new JsonObject { ["username"] = account.Username },
            },
            ct
        );
        log.AccountLinked(id);
    }
}
