using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.Texts;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Mails;

/// <summary>
/// Writes to the owner's account that his wallet changes, wherever the change was entered: whoever
/// has his phone has not his mail.
/// </summary>
internal sealed class WalletMailWantedHandler(
    Database database,
    MailWriter writer,
    MailPost post,
    SiteLinks links
) : ITaskHandler<WalletMailWanted>
{
    private const string OfOwnerSql = """
        select account_id
          from accounts
         where telegram_user_id = $1
           and email_verified_at is not null
        """;

    public async Task<TaskOutcome> HandleAsync(
        WalletMailWanted task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        if (await WalletQueries.FindAsync(database, task.ChangeId, ct) is not { } change)
        {
            return new TaskOutcome.Reject("no such change");
        }

        // Taken back before it could be told, or no account: the bot has said it.
        if (
            LetterOf(change, task.Stage) is not { } letter
            || await AccountAsync(change.ChangedBy, ct) is not { } account
        )
        {
            return TaskOutcome.Completed;
        }

        return await post.SendAsync(
            writer.Write(letter, Language.Of(account.Language), account.Email),
            ct
        );
    }

    private Letter? LetterOf(WalletChange change, WalletStage stage) =>
        (stage, change.State) switch
        {
            (WalletStage.Held, WalletChangeStates.Held) => new Letter.WalletChangeHeld(
                change.ClosedTitle,
                change.After,
                change.HoldUntil,
                links.Wallet(change.Channel)
            ),
            (WalletStage.Ended, WalletChangeStates.Applied or WalletChangeStates.Overtaken) =>
                new Letter.WalletChangeEnded(
                    change.ClosedTitle,
                    change.After,
                    change.State == WalletChangeStates.Applied
                ),
            _ => null,
        };

    private async Task<Account?> AccountAsync(TelegramUserId owner, CancellationToken ct)
    {
        var id = await database.RunAsync(
            OfOwnerSql,
            sql => sql.With(owner.Value).ValueAsync(row => row.Id<AccountKind>(0), ct),
            ct
        );
        return id is { } account ? await AccountQueries.FindAsync(database, account, ct) : null;
    }
}
