using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Common.Hosting;
using Pgp.Contracts.Ids;
using Pgp.WebApi.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Public;

/// <summary>A channel as everybody may see it.</summary>
/// <param name="IsSelling">Whether the bot takes new payments for it.</param>
/// <param name="TrialDays">Days that somebody new may try; 0: none.</param>
internal sealed record PublicChannelView(
    string Title,
    string? Description,
    bool IsSelling,
    IReadOnlyList<TierView> Tiers,
    Uri DonationLink,
    int TrialDays
);

/// <summary>What stands on the page of a channel that is shared.</summary>
internal sealed class PublicApi(Database database, ChannelLinks links)
{
    private const string FindSql = """
        select c.channel_id, c.closed_title, c.closed_description, c.trial_days,
               c.selling_stopped_at is null
          from channels c
         where c.link_code = $1
           and c.archived_at is null
        """;

    /// <summary><c>GET /public/channels/{linkCode}</c>.</summary>
    public async Task<Results<Ok<PublicChannelView>, Problem>> ShowAsync(
        string linkCode,
        CancellationToken ct
    )
    {
        if (!LinkCode.IsValid(linkCode) || await FindAsync(linkCode, ct) is not { } found)
        {
            return Problem.NotFound;
        }

        var tiers = await OwnerQueries.TiersAsync(database, found.Id, ct);
        return TypedResults.Ok(
            new PublicChannelView(
                found.Title,
                found.Description,
                found.IsSelling,
                [
                    .. tiers.Select(tier => new TierView(
                        tier.No,
                        tier.Price.ToDecimalText(),
                        tier.Days,
                        links.Tier(linkCode, tier.No)
                    )),
                ],
                links.Donation(linkCode),
                found.TrialDays
            )
        );
    }

    private Task<Found?> FindAsync(string linkCode, CancellationToken ct) =>
        database.RunAsync(
            FindSql,
            sql =>
                sql.With(linkCode)
                    .FirstAsync(
                        row => new Found(
                            row.Id<ChannelKind>(0),
                            row.Text(1),
                            row.TextOrNull(2),
                            row.Number(3),
                            row.Flag(4)
                        ),
                        ct
                    ),
            ct
        );

    private sealed record Found(
        ChannelId Id,
        string Title,
        string? Description,
        int TrialDays,
        bool IsSelling
    );
}

/// <summary>Pages that need no account.</summary>
internal static class PublicRegistration
{
    public static void AddPublic(this ServiceBuilder service) =>
        service.MapApi<PublicApi>(
            "Public pages",
            (routes, api) =>
                routes
                    .MapGet("/public/channels/{linkCode}", api.ShowAsync)
                    .WithName("showPublicChannel")
                    .ForAll()
                    .Refuses(404)
        );
}
