using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Channels;

/// <param name="PayoutCoin"><c>ticker@network</c></param>
/// <param name="PayoutExtraId">Memo or tag, where the network has one.</param>
internal sealed record WalletRequest(
    string? PayoutCoin,
    string? PayoutAddress,
    string? PayoutExtraId
);

/// <param name="Held">The change that waits, if one does.</param>
/// <param name="History">The newest first.</param>
internal sealed record WalletView(
    WalletFields Current,
    WalletChangeView? Held,
    IReadOnlyList<WalletChangeView> History
);

/// <summary>
/// Where an owner is paid. A change needs a fresh proof of who he is, is told by mail and in the
/// bot,
/// and waits before it counts (spec 30, scenario 24).
/// </summary>
internal sealed class WalletApi(Database database, WebApiOptions options, ILogger<WalletApi> log)
{
    /// <summary><c>GET /channels/{channelId}/wallet</c>.</summary>
    public async Task<Results<Ok<WalletView>, Problem>> ShowAsync(
        Caller caller,
        string channelId,
        CancellationToken ct
    )
    {
        if (await ChannelFinder.FindAsync(database, caller, channelId, ct) is not { } channel)
        {
            return Problem.NotFound;
        }

        var changes = await WalletQueries.OfChannelAsync(database, channel.Id, ct);
        var views = changes.Select(WalletChangeView.Of).ToList();
        return TypedResults.Ok(
            new WalletView(
                WalletFields.Of(channel.Payout.Wallet),
                views.FirstOrDefault(change => change.State == WalletChangeStates.Held),
                views
            )
        );
    }

    /// <summary><c>PUT /channels/{channelId}/wallet</c>.</summary>
    public async Task<Results<Accepted<WalletChangeView>, Problem>> ChangeAsync(
        Caller caller,
        string channelId,
        WalletRequest request,
        CancellationToken ct
    )
    {
        var errors = new List<FieldError>();
        var wallet = new WalletCheck(errors).Run(
            request.PayoutCoin,
            request.PayoutAddress,
            string.IsNullOrWhiteSpace(request.PayoutExtraId) ? null : request.PayoutExtraId.Trim()
        );
        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        WalletChangeId id;
        await using (var unit = await database.BeginAsync(ct))
        {
            if (await ChannelFinder.LockAsync(unit, caller, channelId, ct) is not { } channel)
            {
                return Problem.NotFound;
            }

            if (
                await WalletChanges.HoldAsync(unit, channel, wallet, options.WalletHold, ct)
                is not { } held
            )
            {
                return ChannelProblems.OneWaits;
            }

            id = held;
            await unit.CommitAsync(ct);
        }

        log.WalletChangeHeld(id);
        var change = await WalletQueries.FindAsync(database, id, ct);
        return TypedResults.Accepted(
            $"/webapi/api/channels/{channelId}/wallet",
            WalletChangeView.Of(change!)
        );
    }

    /// <summary>
    /// <c>DELETE /channels/{channelId}/wallet/{changeId}</c>: it does not happen.
    /// </summary>
    public async Task<Results<NoContent, Problem>> CancelAsync(
        Caller caller,
        string channelId,
        string changeId,
        CancellationToken ct
    )
    {
        if (
            caller.Owner is not { } owner
            || !WalletChangeId.TryParse(changeId, out var id)
            || await WalletQueries.FindAsync(database, id, ct) is not { } change
            || change.Channel.ToString() != channelId
        )
        {
            return Problem.NotFound;
        }

        await using var unit = await database.BeginAsync(ct);
        if (!await WalletChanges.CancelAsync(unit, id, owner, caller.Actor, ct))
        {
            return Problem.NotFound;
        }

        await unit.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
