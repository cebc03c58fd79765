using System.Security.Cryptography;
using System.Text;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Linking;

/// <summary>
/// Gives an account of the web the channels of a Telegram user, once he has said that it is his.
/// Whoever lures him here must not get them by a tap: the name is shown, and what it means.
/// </summary>
internal sealed class LinkFlow(Database database, Speaker speaker)
{
    private const string FindSql = """
        select a.username
          from account_tokens t
          join accounts a using (account_id)
         where t.token_hash = $1
           and t.purpose = 'link_telegram'
           and t.expires_at > $2
           and a.telegram_user_id is null
        """;

    private const string IsLinkedSql = """
        select exists (select from accounts where telegram_user_id = $1)
        """;

    /// <summary>Asks whose it is.</summary>
    public async Task<UpdateAnswer> AskAsync(Person person, string secret, CancellationToken ct)
    {
        if (await FindAsync(secret, ct) is not { } username)
        {
            return await SayAsync(person, "owner_bot.link.void", ct);
        }

        return await IsLinkedAsync(person, ct)
            ? await SayAsync(person, "owner_bot.link.other", ct)
            : await speaker.AnswerAsync(
                person,
                new Reply(
                    person.Say.Html("owner_bot.link.ask", ("username", username)),
                    OwnerReplies.Button(
                        person.Say,
                        "owner_bot.button.link",
                        new OwnerKey.LinkAccount(secret)
                    )
                ),
                ct
            );
    }

    /// <summary>"It is mine."</summary>
    public async Task<UpdateAnswer> LinkAsync(Person person, string secret, CancellationToken ct)
    {
        if (await FindAsync(secret, ct) is null)
        {
            return await SayAsync(person, "owner_bot.link.void", ct);
        }

        if (await IsLinkedAsync(person, ct))
        {
            return await SayAsync(person, "owner_bot.link.other", ct);
        }

        await using (var unit = await database.BeginAsync(ct))
        {
            unit.BeginsStoryOf($"link of {person.Id}");
            await unit.EnqueueAsync(
                new AccountLinkWished(Convert.ToHexStringLower(HashOf(secret)), person.Id.Value),
                ct
            );
            await unit.CommitAsync(ct);
        }

        return await SayAsync(person, "owner_bot.link.done", ct);
    }

    private Task<string?> FindAsync(string secret, CancellationToken ct) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(HashOf(secret))
                    .With(database.Clock.GetUtcNow())
                    .FirstAsync(row => row.Text(0), ct),
            ct
        );

    private async Task<bool> IsLinkedAsync(Person person, CancellationToken ct) =>
        await database.RunAsync(
            IsLinkedSql,
            sql => sql.With(person.Id.Value).ValueAsync(row => row.Flag(0), ct),
            ct
        ) == true;

    private Task<UpdateAnswer> SayAsync(Person person, string key, CancellationToken ct) =>
        speaker.AnswerAsync(person, new Reply(person.Say.Html(key)), ct);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
