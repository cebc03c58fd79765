using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Linking;

/// <param name="Url">Opens the bot, which asks whether the account is his.</param>
internal sealed record TelegramLinkView(Uri Url, DateTimeOffset ExpiresAt);

/// <summary>
/// Brings an account to the Telegram user whose channels it may see. The bot asks that user first,
/// so that nobody can be lured into giving his channels away.
/// </summary>
internal sealed class TelegramLinkApi(Database database, WebApiOptions options)
{
    /// <summary><c>POST /auth/telegram</c>.</summary>
    public async Task<Results<Ok<TelegramLinkView>, Problem>> BeginAsync(
        Caller caller,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        var account = await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (account.IsLinked)
        {
            return AccountProblems.LinkedAlready;
        }

        var purpose = TokenPurpose.LinkTelegram;
        var secret = await AccountTokens.MakeAsync(unit, account.Id, purpose, account.Email, ct);
        await unit.CommitAsync(ct);
        return TypedResults.Ok(
            new TelegramLinkView(
                new Uri($"https://t.me/{options.BotUsername}?start=a_{secret}"),
                unit.Now + purpose.Life
            )
        );
    }
}
