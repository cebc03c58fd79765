using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Http;
using QRCoder;

namespace Pgp.WebApi.Sessions;

/// <param name="Secret">For typing.</param>
/// <param name="Uri">What the picture says.</param>
/// <param name="QrSvg">The picture, as SVG.</param>
internal sealed record TotpOffer(string Secret, string Uri, string QrSvg);

internal sealed record CodeRequest(string? Code);

/// <summary>Shown once.</summary>
internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

/// <summary>Sets up an authenticator, and takes it away.</summary>
internal sealed class TotpApi(Database database, SecondFactor factor)
{
    private const int PixelsPerModule = 4;

    /// <summary>
    /// <c>POST /auth/totp</c>: counts once a code has shown that the secret arrived.
    /// </summary>
    public async Task<Results<Ok<TotpOffer>, Problem>> OfferAsync(
        Caller caller,
        CancellationToken ct
    )
    {
        var secret = Totp.NewSecret();
        await using var unit = await database.BeginAsync(ct);
        if (!await factor.OfferAsync(unit, caller.Account, secret, ct))
        {
            return AccountProblems.TotpOnAlready;
        }

        await unit.CommitAsync(ct);
        var uri = Totp.UriOf(secret, caller.Username);
        return TypedResults.Ok(new TotpOffer(Totp.TextOf(secret), uri, Picture(uri)));
    }

    /// <summary><c>POST /auth/totp/confirm</c>.</summary>
    public async Task<Results<Ok<RecoveryCodesView>, Problem>> ConfirmAsync(
        Caller caller,
        CodeRequest request,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        await AccountQueries.LockAsync(unit, caller.Account, ct);
        if (!await factor.EnableAsync(unit, caller.Account, request.Code ?? "", ct))
        {
            return Problem.Invalid(AccountProblems.WrongCode.Errors);
        }

        var codes = await SecondFactor.NewCodesAsync(unit, caller.Account, ct);
        await TellAsync(unit, caller, "totp.enabled", AccountMail.TotpEnabled, ct);
        await unit.CommitAsync(ct);
        return TypedResults.Ok(new RecoveryCodesView(codes));
    }

    /// <summary><c>POST /auth/totp/recovery-codes</c>: a new set; the old one is void.</summary>
    public async Task<Results<Ok<RecoveryCodesView>, Problem>> NewCodesAsync(
        Caller caller,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (await AccountQueries.LockAsync(unit, caller.Account, ct) is { TotpSecret: null })
        {
            return AccountProblems.TotpOff;
        }

        var codes = await SecondFactor.NewCodesAsync(unit, caller.Account, ct);
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, "totp.codes_renewed"), ct);
        await unit.CommitAsync(ct);
        return TypedResults.Ok(new RecoveryCodesView(codes));
    }

    /// <summary><c>DELETE /auth/totp</c>.</summary>
    public async Task<Results<NoContent, Problem>> RemoveAsync(Caller caller, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (await AccountQueries.LockAsync(unit, caller.Account, ct) is { TotpSecret: null })
        {
            return AccountProblems.TotpOff;
        }

        await SecondFactor.DisableAsync(unit, caller.Account, ct);
        await TellAsync(unit, caller, "totp.disabled", AccountMail.TotpDisabled, ct);
        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task TellAsync(
        Unit unit,
        Caller caller,
        string action,
        AccountMail mail,
        CancellationToken ct
    )
    {
        await Audit.WriteAsync(unit, AccountAudit.Of(caller, action), ct);
        unit.BeginsStoryOf(caller.Account.ToString());
        await unit.EnqueueAsync(AccountMailWanted.Of(caller.Account, mail, unit.Now), ct);
    }

    private static string Picture(string uri)
    {
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }
}
