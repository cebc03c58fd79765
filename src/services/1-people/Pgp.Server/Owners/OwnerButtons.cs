using Pgp.Server.Owners.Announcing;
using Pgp.Server.Owners.Connecting;
using Pgp.Server.Owners.Editing;
using Pgp.Server.Owners.Linking;
using Pgp.Server.Owners.Wallets;
using Pgp.Server.Speaking;
using Pgp.Server.Updates;

namespace Pgp.Server.Owners;

/// <summary>What owners press.</summary>
internal sealed class OwnerButtons(
    OwnerDesk desk,
    ConnectFlow connecting,
    ConnectEnd ending,
    TierFlow tiers,
    FieldFlow fields,
    MuteFlow mutes,
    CouponFlow coupons,
    WalletFlow wallets,
    AnnounceFlow announcing,
    LinkFlow linking
)
{
    public Task<UpdateAnswer> PressAsync(
        long updateId,
        Person person,
        OwnerKey key,
        CancellationToken ct
    ) =>
        key switch
        {
            OwnerKey.Plain(var word) => PlainAsync(person, word, ct),
            OwnerKey.OfChannel(var word, var code) => ChannelAsync(
                updateId,
                person,
                word,
                code,
                ct
            ),
            OwnerKey.Chat chat => connecting.TakeChatAsync(person, chat, ct),
            OwnerKey.DraftCoin(var coin) => connecting.TakeCoinAsync(person, coin, ct),
            OwnerKey.Tier { IsDropped: true } tier => tiers.DropAsync(person, tier, ct),
            OwnerKey.Tier tier => tiers.AskAsync(person, tier, ct),
            OwnerKey.Field { IsCleared: true } field => fields.ClearAsync(person, field, ct),
            OwnerKey.Field field => fields.AskAsync(person, field, ct),
            OwnerKey.Mute mute => mutes.MuteAsync(person, mute, ct),
            OwnerKey.EndCoupon coupon => coupons.EndAsync(person, coupon, ct),
            OwnerKey.WalletCoin(var code, var coin) => wallets.TakeCoinAsync(
                person,
                code,
                coin,
                ct
            ),
            OwnerKey.Announce segment => announcing.AskAsync(person, segment, ct),
            OwnerKey.Announcement(var press) => announcing.PressAsync(updateId, person, press, ct),
            OwnerKey.CancelWallet(var change) => wallets.CancelAsync(person, change, ct),
            OwnerKey.LinkAccount(var secret) => linking.LinkAsync(person, secret, ct),
            _ => throw new InvalidOperationException($"unknown button: {key}"),
        };

    private Task<UpdateAnswer> PlainAsync(Person person, string word, CancellationToken ct) =>
        word switch
        {
            OwnerWords.List => desk.ListAsync(person, ct),
            OwnerWords.Connect => connecting.GoOnAsync(person, ct),
            OwnerWords.AtOnce => connecting.PayAtOnceAsync(person, ct),
            OwnerWords.NoMemo => connecting.NoMemoAsync(person, ct),
            OwnerWords.Live => ending.GoLiveAsync(person, ct),
            OwnerWords.Drop => connecting.DropAsync(person, ct),
            _ => throw new InvalidOperationException($"unknown word: {word}"),
        };

    private Task<UpdateAnswer> ChannelAsync(
        long updateId,
        Person person,
        string word,
        string code,
        CancellationToken ct
    ) =>
        word switch
        {
            OwnerWords.Show => desk.ShowAsync(person, code, ct),
            OwnerWords.Tiers => tiers.ShowAsync(person, code, ct),
            OwnerWords.Fields => fields.ShowAsync(person, code, ct),
            OwnerWords.Mutes => mutes.ShowAsync(person, code, ct),
            OwnerWords.Coupons => coupons.ShowAsync(person, code, ct),
            OwnerWords.NewCoupon => coupons.AskAsync(person, code, ct),
            OwnerWords.Links => desk.ShowLinksAsync(person, code, ct),
            OwnerWords.Post => desk.PostAsync(updateId, person, code, ct),
            OwnerWords.Announce => announcing.ShowAsync(person, code, ct),
            OwnerWords.Wallet => wallets.ShowAsync(person, code, ct),
            OwnerWords.ChangeWallet => wallets.AskCoinAsync(person, code, ct),
            OwnerWords.WalletNoMemo => wallets.NoMemoAsync(person, code, ct),
            _ => throw new InvalidOperationException($"unknown word: {word}"),
        };
}
