using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Common.Database;
using Pgp.WebApi.Http;
using Pgp.WebApi.Reading;

namespace Pgp.WebApi.Balances;

/// <summary>Shows an owner where the money of each channel stands.</summary>
internal sealed class BalancesApi(Database database)
{
    /// <summary><c>GET /balance</c>.</summary>
    public async Task<Ok<BalanceAnswer>> ShowAsync(Caller caller, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        return TypedResults.Ok(await BalanceQueries.OfOwnerAsync(unit, caller.Reads(), ct));
    }
}
