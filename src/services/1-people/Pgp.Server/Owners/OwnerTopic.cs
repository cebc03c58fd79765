using Pgp.Server.Owners.Announcing;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Owners.Editing;
using Pgp.Server.Owners.Wallets;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners;

/// <summary>Hears what owners answer.</summary>
internal sealed class OwnerTopic(
    ConnectFlow connecting,
    TierFlow tiers,
    FieldFlow fields,
    CouponFlow coupons,
    WalletFlow wallets,
    AnnounceFlow announcing
) : ITopic
{
    public const string Word = "owner";

    public string Name => Word;

    public static Conversation Asking(OwnerQuestion question) => new(Word, question.ToString());

    public Task<UpdateAnswer> HearAsync(
        long updateId,
        Person person,
        string subject,
        string text,
        CancellationToken ct
    ) =>
        OwnerQuestion.Of(subject) switch
        {
            OwnerQuestion.Draft => connecting.HearAsync(person, text, ct),
            OwnerQuestion.Tier(var code, var no) => tiers.HearAsync(person, code, no, text, ct),
            OwnerQuestion.Field(var code, var what) => fields.HearAsync(
                person,
                code,
                what,
                text,
                ct
            ),
            OwnerQuestion.Coupon(var code) => coupons.HearAsync(person, code, text, ct),
            OwnerQuestion.Announcement asked => announcing.HearAsync(
                updateId,
                person,
                asked,
                text,
                ct
            ),
            OwnerQuestion.WalletCoin(var code) => wallets.HearCoinAsync(person, code, text, ct),
            OwnerQuestion.WalletAddress asked => wallets.HearAddressAsync(person, asked, text, ct),
            OwnerQuestion.WalletMemo asked => wallets.HearMemoAsync(person, asked, text, ct),
            OwnerQuestion.WalletEnd asked => wallets.HearEndAsync(person, asked, text, ct),
            var other => throw new InvalidOperationException($"nobody hears {other}"),
        };
}
