using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Money;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <param name="Code">3 to 20 letters and digits.</param>
/// <param name="PercentOff">1 to 100; exactly one of this and <c>amount_off_usd</c>.</param>
/// <param name="AmountOffUsd">Decimal text.</param>
/// <param name="Periods">For how many paid periods of one person; null: all.</param>
/// <param name="UsesMax">How many people may use it; null: any number.</param>
/// <param name="ExpiresAt">Null: never.</param>
internal sealed record CouponRequest(
    string? Code,
    int? PercentOff,
    string? AmountOffUsd,
    int? Periods,
    int? UsesMax,
    DateTimeOffset? ExpiresAt
);

/// <param name="People">How many have used it in a paid order.</param>
internal sealed record CouponView(
    string CouponId,
    string Code,
    int? PercentOff,
    string? AmountOffUsd,
    int? Periods,
    int? UsesMax,
    DateTimeOffset? ExpiresAt,
    long People
)
{
    public static CouponView Of(OwnedCoupon coupon) =>
        new(
            coupon.Id.ToString(),
            coupon.Terms.Code,
            coupon.Terms.PercentOff,
            coupon.Terms.AmountOff?.ToDecimalText(),
            coupon.Terms.Periods,
            coupon.Terms.UsesMax,
            coupon.Terms.ExpiresAt,
            coupon.People
        );
}

internal sealed record CouponsView(IReadOnlyList<CouponView> Items);

/// <summary>Words that make a channel's prices lower.</summary>
internal sealed class CouponsApi(Database database)
{
    /// <summary><c>GET /channels/{channelId}/coupons</c>: those that still count.</summary>
    public async Task<Results<Ok<CouponsView>, Problem>> ListAsync(
        Caller caller,
        string channelId,
        CancellationToken ct
    ) =>
        await ChannelFinder.FindAsync(database, caller, channelId, ct) is { } channel
            ? TypedResults.Ok(await AllAsync(channel, ct))
            : Problem.NotFound;

    /// <summary><c>POST /channels/{channelId}/coupons</c>.</summary>
    public async Task<Results<Created<CouponView>, Problem>> CreateAsync(
        Caller caller,
        string channelId,
        CouponRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var draft = Read(request, errors);
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        OwnedChannel channel;
        await using (var unit = await database.BeginAsync(ct))
        {
            if (await ChannelFinder.LockAsync(unit, caller, channelId, ct) is not { } mine)
            {
                return Problem.NotFound;
            }

            channel = mine;
            if (!await CouponEdits.MakeAsync(unit, channel, draft, ct))
            {
                return ChannelProblems.CouponExists;
            }

            await unit.CommitAsync(ct);
        }

        var made = await AllAsync(channel, ct);
        return TypedResults.Created(
            (string?)null,
            made.Items.First(coupon => coupon.Code == draft.Code)
        );
    }

    /// <summary><c>DELETE /channels/{channelId}/coupons/{couponId}</c>.</summary>
    public async Task<Results<NoContent, Problem>> EndAsync(
        Caller caller,
        string channelId,
        string couponId,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (
            !CouponId.TryParse(couponId, out var id)
            || await ChannelFinder.LockAsync(unit, caller, channelId, ct) is not { } channel
            || !await CouponEdits.EndAsync(unit, channel, id, ct)
        )
        {
            return Problem.NotFound;
        }

        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private async Task<CouponsView> AllAsync(OwnedChannel channel, CancellationToken ct)
    {
        var coupons = await CouponEdits.ActiveAsync(database, channel, ct);
        return new CouponsView([.. coupons.Select(CouponView.Of)]);
    }

    private CouponDraft Read(CouponRequest request, List<FieldError> errors)
    {
        var amount = Amount<Usd>.TryParse(request.AmountOffUsd, out var dollars)
            ? dollars
            : (Amount<Usd>?)null;
        if (request.AmountOffUsd is not null && amount is null)
        {
            errors.Add(new FieldError("amount_off_usd", "not_an_amount", "Text like '5.00'."));
        }

        var draft = new CouponDraft(
            request.Code?.Trim().ToUpperInvariant() ?? "",
            request.PercentOff,
            amount,
            request.Periods,
            request.UsesMax,
            request.ExpiresAt
        );
        errors.AddRange(draft.Errors(database.Clock.GetUtcNow()));
        return draft;
    }
}
