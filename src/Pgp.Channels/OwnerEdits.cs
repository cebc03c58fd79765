using System.Globalization;
using System.Text.Json.Nodes;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.Channels;

/// <summary>
/// What an owner changes. Whoever calls has locked the channel as its owner's; each statement names
/// the owner once more, so that a change by anybody else touches no row.
/// </summary>
public static class OwnerEdits
{
    private const string SaySql = """
        update channels
           set open_description   = case when $3 = 'open_description' then $4
                                         else open_description end,
               closed_description = case when $3 = 'closed_description' then $4
                                         else closed_description end,
               donation_text      = case when $3 = 'donation_text' then $4
                                         else donation_text end,
               trial_days         = case when $3 = 'trial_days' then $5 else trial_days end,
               grace_days         = case when $3 = 'grace_days' then $5 else grace_days end,
               tolerance_bps      = case when $3 = 'tolerance_bps' then $5 else tolerance_bps end
         where channel_id    = $1
           and owner_user_id = $2
        """;

    private const string MuteSql = """
        update channels
           set muted_events = case when $4 then array_append(array_remove(muted_events, $3), $3)
                                   else array_remove(muted_events, $3) end
         where channel_id    = $1
           and owner_user_id = $2
        """;

    private const string SetTierSql = """
        insert into tiers (channel_id, tier_no, price_usd, days)
        select channel_id, $3, $4, $5
          from channels
         where channel_id    = $1
           and owner_user_id = $2
        on conflict (channel_id, tier_no) do update
           set price_usd = excluded.price_usd, days = excluded.days
        """;

    private const string TierSql = """
        select price_usd, days
          from tiers
         where channel_id = $1
           and tier_no = $2
        """;

    private const string DropTierSql = """
        delete from tiers t
         using channels c
         where c.channel_id    = $1
           and c.owner_user_id = $2
           and t.channel_id    = c.channel_id
           and t.tier_no       = $3
           and exists (select from tiers other
                        where other.channel_id = t.channel_id and other.tier_no <> t.tier_no)
        """;

    /// <param name="value">
    /// As <see cref="ChannelField.Read"/> gave it; null empties a text.
    /// </param>
    public static async Task<bool> SayAsync(
        Unit unit,
        OwnedChannel channel,
        ChannelField field,
        string? value,
        CancellationToken ct
    )
    {
        var number =
            field.IsNumber && value is not null
                ? int.Parse(value, CultureInfo.InvariantCulture)
                : (int?)null;
        var isDone = await unit.Sql(SaySql)
            .With(channel.Id)
            .With(channel.Owner.Value)
            .With(field.Name)
            .With(field.IsNumber ? null : value)
            .With(number)
            .HitsAsync(ct);
        return isDone
            && await WriteAsync(
                unit,
                channel,
                "channel.changed",
                new JsonObject { [field.Name] = field.Of(channel) },
                new JsonObject { [field.Name] = value },
                ct
            );
    }

    public static async Task<bool> MuteAsync(
        Unit unit,
        OwnedChannel channel,
        OwnerEvent kind,
        bool isMuted,
        CancellationToken ct
    ) =>
        await unit.Sql(MuteSql)
            .With(channel.Id)
            .With(channel.Owner.Value)
            .With(kind.ToString())
            .With(isMuted)
            .HitsAsync(ct)
        && await WriteAsync(
            unit,
            channel,
            isMuted ? "notices.muted" : "notices.unmuted",
            before: null,
            new JsonObject { ["event"] = kind.ToString() },
            ct
        );

    public static async Task<bool> SetTierAsync(
        Unit unit,
        OwnedChannel channel,
        TierDraft tier,
        CancellationToken ct
    )
    {
        var before = await TierAsync(unit, channel, tier.No, ct);
        return await unit.Sql(SetTierSql)
                .With(channel.Id)
                .With(channel.Owner.Value)
                .With(tier.No)
                .With(tier.Price)
                .With(tier.Days)
                .HitsAsync(ct)
            && await WriteAsync(unit, channel, "tier.set", Shown(before), Shown(tier), ct);
    }

    /// <returns><see langword="false"/> for the last tier: a channel has one at least.</returns>
    public static async Task<bool> DropTierAsync(
        Unit unit,
        OwnedChannel channel,
        int tierNo,
        CancellationToken ct
    )
    {
        var before = await TierAsync(unit, channel, tierNo, ct);
        return await unit.Sql(DropTierSql)
                .With(channel.Id)
                .With(channel.Owner.Value)
                .With(tierNo)
                .HitsAsync(ct)
            && await WriteAsync(unit, channel, "tier.removed", Shown(before), after: null, ct);
    }

    private static Task<TierDraft?> TierAsync(
        Unit unit,
        OwnedChannel channel,
        int tierNo,
        CancellationToken ct
    ) =>
        unit.Sql(TierSql)
            .With(channel.Id)
            .With(tierNo)
            .FirstAsync(row => new TierDraft(tierNo, row.Usd(0), row.Number(1)), ct);

    private static JsonObject? Shown(TierDraft? tier) =>
        tier is null
            ? null
            : new JsonObject
            {
                ["tier_no"] = tier.No,
                ["price_usd"] = tier.Price.ToDecimalText(),
                ["days"] = tier.Days,
            };

    // True, so that it can stand behind what it writes down.
    private static async Task<bool> WriteAsync(
        Unit unit,
        OwnedChannel channel,
        string action,
        JsonObject? before,
        JsonObject? after,
        CancellationToken ct
    )
    {
        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, action, channel.Id.ToString())
            {
                Owner = channel.Owner,
                Before = before,
                After = after,
            },
            ct
        );
        return true;
    }
}
