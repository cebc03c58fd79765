using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Channels.Wallets;
using Pgp.Common.Hosting;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Mappings;

/// <param name="Memo"><c>none</c> or <c>optional</c>.</param>
/// <param name="Currencies">Tickers that can be had there.</param>
internal sealed record NetworkView(
    string Network,
    string Name,
    string Memo,
    IReadOnlyList<string> Currencies
);

internal sealed record CurrencyView(string Currency, string Name, IReadOnlyList<string> Networks);

/// <summary>In which coins owners can be paid.</summary>
internal sealed record MappingsView(
    IReadOnlyList<NetworkView> Networks,
    IReadOnlyList<CurrencyView> Currencies
);

/// <param name="Errors">What is wrong; empty where it can be taken.</param>
/// <param name="Networks">Whose form the address has.</param>
/// <param name="IsProven">Whether its checksum proves that it was copied whole.</param>
/// <param name="LooksLikeSecret">A private key: it must not be sent anywhere.</param>
internal sealed record AddressView(
    bool IsValid,
    IReadOnlyList<FieldError> Errors,
    IReadOnlyList<string> Networks,
    bool IsProven,
    bool LooksLikeSecret
);

/// <summary>Coins, networks and addresses; what everybody may know.</summary>
internal sealed class MappingsApi
{
    private static readonly MappingsView All = new(
        [
            .. PayoutPairs.Networks.Select(network => new NetworkView(
                network.Id,
                network.Name,
                network.TakesMemo ? "optional" : "none",
                network.Tickers
            )),
        ],
        [
            .. PayoutPairs.Currencies.Select(currency => new CurrencyView(
                currency.Ticker,
                currency.Name,
                currency.Networks
            )),
        ]
    );

    /// <summary><c>GET /mappings/currency-network</c>.</summary>
    public static Ok<MappingsView> List() => TypedResults.Ok(All);

    /// <summary>
    /// <c>POST /mappings/check-address</c>: while it is typed. Nothing of it is kept; the same
    /// rules judge it again when it is saved.
    /// </summary>
    public static Ok<AddressView> Check(WalletRequest request)
    {
        var isSecret = SecretGuard.LooksLikeSecret(request.PayoutAddress);
        var errors = new List<FieldError>();
        new WalletCheck(errors).Run(
            request.PayoutCoin,
            request.PayoutAddress,
            string.IsNullOrWhiteSpace(request.PayoutExtraId) ? null : request.PayoutExtraId
        );
        var guess = AddressGuess.Of(isSecret ? null : request.PayoutAddress);
        return TypedResults.Ok(
            new AddressView(
                errors.Count == 0,
                errors,
                [.. guess.Networks.Select(network => network.Id)],
                guess.IsProven,
                isSecret
            )
        );
    }
}

/// <summary>Routes that need no account.</summary>
internal static class MappingsRegistration
{
    public static void AddMappings(this ServiceBuilder service) =>
        service.MapApi<MappingsApi>(
            "Coins and networks",
            (routes, _) =>
            {
                routes
                    .MapGet("/mappings/currency-network", MappingsApi.List)
                    .WithName("listCoins")
                    .ForAll();
                routes
                    .MapPost("/mappings/check-address", MappingsApi.Check)
                    .WithName("checkAddress")
                    .ForAll()
                    .Refuses(400);
            }
        );
}
