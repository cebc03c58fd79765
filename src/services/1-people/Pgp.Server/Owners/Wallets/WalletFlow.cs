using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners.Wallets;

/// <summary>
/// Changes where an owner is paid. It is said twice, waits, and can be taken back while it does:
/// whoever holds the owner's phone for a minute cannot take his money.
/// </summary>
internal sealed class WalletFlow(
    Database database,
    Speaker speaker,
    OwnerDoor door,
    ServerOptions options,
    ILogger<WalletFlow> log
)
{
    /// <summary>How much of the new address is typed once more.</summary>
    public const int EndLength = 6;

    public Task<UpdateAnswer> ShowAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
                WalletReplies.Page(
                    person.Say,
                    channel,
                    await WalletQueries.HeldAsync(database, channel.Id, ct),
                    options.WalletHold
                ),
            ct
        );

    public Task<UpdateAnswer> AskCoinAsync(Person person, string code, CancellationToken ct) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                if (await WalletQueries.HeldAsync(database, channel.Id, ct) is { } held)
                {
                    return WalletReplies.Page(person.Say, channel, held, options.WalletHold);
                }

                await door.AskAsync(person, new OwnerQuestion.WalletCoin(code), ct);
                return OwnerReplies.AskCoin(
                    person.Say,
                    coin => new OwnerKey.WalletCoin(code, coin)
                );
            },
            ct
        );

    public async Task<UpdateAnswer> HearCoinAsync(
        Person person,
        string code,
        string text,
        CancellationToken ct
    ) =>
        WalletText.ReadCoin(text) is { } coin
            ? await TakeCoinAsync(person, code, coin, ct)
            : await WrongAsync(person, [WalletErrors.Coin], ct);

    public Task<UpdateAnswer> TakeCoinAsync(
        Person person,
        string code,
        Coin coin,
        CancellationToken ct
    ) =>
        door.ShowAsync(
            person,
            code,
            async _ =>
            {
                await door.AskAsync(person, new OwnerQuestion.WalletAddress(code, coin), ct);
                return OwnerReplies.AskAddress(person.Say, coin);
            },
            ct
        );

    public async Task<UpdateAnswer> HearAddressAsync(
        Person person,
        OwnerQuestion.WalletAddress asked,
        string text,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var address = WalletErrors.ReadAddress(asked.Coin, text.Trim(), errors);
        if (errors.Count > 0)
        {
            return await WrongAsync(person, errors, ct);
        }

        if (!WalletText.MayNeedMemo(asked.Coin))
        {
            var wallet = new Wallet(asked.Coin, address, null);
            return await AskEndAsync(person, asked.LinkCode, wallet, ct);
        }

        var memo = new OwnerQuestion.WalletMemo(asked.LinkCode, asked.Coin, address);
        return await door.ShowAsync(
            person,
            asked.LinkCode,
            async channel =>
            {
                await door.AskAsync(person, memo, ct);
                return OwnerReplies.AskMemo(
                    person.Say,
                    asked.Coin,
                    new OwnerKey.OfChannel(OwnerWords.WalletNoMemo, channel.LinkCode)
                );
            },
            ct
        );
    }

    public async Task<UpdateAnswer> HearMemoAsync(
        Person person,
        OwnerQuestion.WalletMemo asked,
        string text,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var wallet = new WalletCheck(errors).Run(asked.Coin.ToString(), asked.Address, text.Trim());
        return errors.Count > 0
            ? await WrongAsync(person, errors, ct)
            : await AskEndAsync(person, asked.LinkCode, wallet, ct);
    }

    public async Task<UpdateAnswer> NoMemoAsync(Person person, string code, CancellationToken ct)
    {
        // Only as the answer to the question that was asked last.
        var asked = await ConversationQueries.FindAsync(database, person.Id, ct);
        return
            asked is { Topic: OwnerTopic.Word }
            && OwnerQuestion.Of(asked.Subject) is OwnerQuestion.WalletMemo memo
            && memo.LinkCode == code
            ? await AskEndAsync(person, code, new Wallet(memo.Coin, memo.Address, null), ct)
            : await AskCoinAsync(person, code, ct);
    }

    public async Task<UpdateAnswer> HearEndAsync(
        Person person,
        OwnerQuestion.WalletEnd asked,
        string text,
        CancellationToken ct
    )
    {
        var end = asked.Wallet.Address[^EndLength..];
        if (!end.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return await speaker.AnswerAsync(
                person,
                new Reply(person.Say.Html("owner_bot.wallet.end_differs")),
                ct
            );
        }

        var answer = await door.ChangeAsync(
            person,
            asked.LinkCode,
            (unit, channel) => HoldAsync(person, unit, channel, asked.Wallet, ct),
            ct
        );
        await door.HeardAsync(person, ct);
        return answer;
    }

    /// <summary>"It was not me": the wallet stays what it was.</summary>
    public async Task<UpdateAnswer> CancelAsync(
        Person person,
        WalletChangeId id,
        CancellationToken ct
    )
    {
        bool isCancelled;
        await using (var unit = await database.BeginAsync(ct))
        {
            var actor = Actor.InBot(person.Id);
            isCancelled = await WalletChanges.CancelAsync(unit, id, person.Id, actor, ct);
            await unit.CommitAsync(ct);
        }

        if (isCancelled)
        {
            log.WalletChangeCancelled(id);
        }

        return await speaker.AnswerAsync(
            person,
            new Reply(
                person.Say.Html(
                    isCancelled ? "owner_bot.wallet.cancelled" : "owner_bot.wallet.none_to_cancel"
                )
            ),
            ct
        );
    }

    private Task<UpdateAnswer> AskEndAsync(
        Person person,
        string code,
        Wallet wallet,
        CancellationToken ct
    ) =>
        door.ShowAsync(
            person,
            code,
            async channel =>
            {
                if (wallet == channel.Payout.Wallet)
                {
                    await door.HeardAsync(person, ct);
                    return OwnerReplies.Note(
                        person.Say,
                        channel,
                        person.Say.Html("owner_bot.wallet.same")
                    );
                }

                await door.AskAsync(person, new OwnerQuestion.WalletEnd(code, wallet), ct);
                return WalletReplies.AskEnd(person.Say, wallet);
            },
            ct
        );

    private async Task<Reply> HoldAsync(
        Person person,
        Unit unit,
        OwnedChannel channel,
        Wallet wallet,
        CancellationToken ct
    )
    {
        if (
            await WalletChanges.HoldAsync(unit, channel, wallet, options.WalletHold, ct)
            is not { } id
        )
        {
            return OwnerReplies.Note(
                person.Say,
                channel,
                person.Say.Html("owner_bot.wallet.one_waits")
            );
        }

        log.WalletChangeHeld(channel.Id, id);
        return OwnerReplies.Note(person.Say, channel, person.Say.Html("owner_bot.wallet.kept"));
    }

    private Task<UpdateAnswer> WrongAsync(
        Person person,
        IReadOnlyList<FieldError> errors,
        CancellationToken ct
    ) => speaker.AnswerAsync(person, new Reply(OwnerReplies.Wrong(person.Say, errors)), ct);
}
