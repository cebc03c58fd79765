using System.Globalization;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.WebApi.Channels;

/// <summary>
/// Applies a change to a channel that is locked, by the rules and the SQL that the bot uses, too.
/// </summary>
internal sealed class ChannelEdit(Unit unit, OwnedChannel channel, ChannelLimits limits)
{
    private const string TierNumbers = "123";

    private readonly List<FieldError> errors = [];
    private bool isShown;

    /// <returns>What is wrong; then the unit must not be committed.</returns>
    public async Task<IReadOnlyList<FieldError>> ApplyAsync(
        ChannelPatch patch,
        CancellationToken ct
    )
    {
        await SayAsync(patch, ChannelField.OpenDescription, patch.OpenDescription, ct);
        await SayAsync(patch, ChannelField.ClosedDescription, patch.ClosedDescription, ct);
        await SayAsync(patch, ChannelField.DonationText, patch.DonationText, ct);
        await SayAsync(patch, ChannelField.TrialDays, Text(patch.TrialDays), ct);
        await SayAsync(patch, ChannelField.GraceDays, Text(patch.GraceDays), ct);
        await SayAsync(patch, ChannelField.Tolerance, Text(patch.ToleranceBps), ct);
        await SellAsync(patch, ct);
        await MuteAsync(patch, ct);
        await PayAsync(patch, ct);
        await SetTiersAsync(patch, ct);
        if (isShown && errors.Count == 0)
        {
            unit.BeginsStoryOf(channel.Id.ToString());
            var cause = FormattableString.Invariant($"changed:{unit.Now.ToUnixTimeMilliseconds()}");
            await unit.EnqueueAsync(new PostsWanted(channel.Id, cause), ct);
        }

        return errors;
    }

    private async Task SayAsync(
        ChannelPatch patch,
        ChannelField field,
        string? given,
        CancellationToken ct
    )
    {
        if (!patch.Has(field.Name))
        {
            return;
        }

        var value = given is null ? null : field.Read(given);
        if (value is null && (given is not null || field.IsNumber))
        {
            var what = field.IsNumber ? "A whole number" : "A text";
            Add(
                field.Name,
                "out_of_range",
                field.IsNumber
                    ? $"{what} from {field.Min} to {field.Max}."
                    : $"{what} of {field.Min} to {field.Max} characters, or null."
            );
            return;
        }

        if (value != field.Of(channel))
        {
            await OwnerEdits.SayAsync(unit, channel, field, value, ct);
            isShown |= field.InPosts;
        }
    }

    private async Task SellAsync(ChannelPatch patch, CancellationToken ct)
    {
        if (!patch.Has("is_selling"))
        {
            return;
        }

        if (patch.IsSelling is not { } isSelling)
        {
            Add("is_selling", "required", "Say true or false.");
        }
        else if (isSelling == channel.SellingStoppedAt is not null)
        {
            await SellingEdits.SellAsync(unit, channel, isSelling, ct);
            isShown = true;
        }
    }

    private async Task MuteAsync(ChannelPatch patch, CancellationToken ct)
    {
        if (!patch.Has("muted_events"))
        {
            return;
        }

        var wanted = (patch.MutedEvents ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var name in wanted.Where(name => !Enum.TryParse<OwnerEvent>(name, out _)))
        {
            Add("muted_events", "unknown", $"There is no event '{name}'.");
        }

        foreach (var kind in Enum.GetValues<OwnerEvent>())
        {
            var isMuted = wanted.Contains(kind.ToString());
            if (isMuted != channel.MutedEvents.Contains(kind.ToString(), StringComparer.Ordinal))
            {
                await OwnerEdits.MuteAsync(unit, channel, kind, isMuted, ct);
            }
        }
    }

    private async Task PayAsync(ChannelPatch patch, CancellationToken ct)
    {
        if (!patch.Has("payout_strategy") && !patch.Has("payout_threshold_usd"))
        {
            return;
        }

        var strategy = patch.Has("payout_strategy")
            ? patch.PayoutStrategy ?? ""
            : channel.Payout.Strategy;
        var text =
            patch.Has("payout_threshold_usd") ? patch.PayoutThresholdUsd
            : strategy == PayoutCheck.ThresholdStrategy ? channel.Payout.Threshold?.ToDecimalText()
            : null;
        var before = errors.Count;
        var check = new PayoutCheck(errors, limits);
        var threshold = check.ReadThreshold(check.ReadStrategy(strategy), text);
        var isSame = strategy == channel.Payout.Strategy && threshold == channel.Payout.Threshold;
        if (errors.Count == before && !isSame)
        {
            await PayoutEdits.PayAsync(unit, channel, strategy, threshold, ct);
        }
    }

    private async Task SetTiersAsync(ChannelPatch patch, CancellationToken ct)
    {
        if (!patch.Has("tiers"))
        {
            return;
        }

        var now = await OwnerQueries.TiersAsync(unit, channel.Id, ct);
        // Removals last, so that a tier that is replaced by another does not look like the last
        // one.
        foreach (var (key, tier) in (patch.Tiers ?? Empty).OrderBy(one => one.Value is null))
        {
            if (key.Length != 1 || !TierNumbers.Contains(key, StringComparison.Ordinal))
            {
                Add($"tiers.{key}", "unknown", "Tiers have the numbers 1, 2 and 3.");
                continue;
            }

            var no = int.Parse(key, CultureInfo.InvariantCulture);
            await SetTierAsync(no, tier, now.FirstOrDefault(one => one.No == no), ct);
        }
    }

    private async Task SetTierAsync(
        int no,
        TierRequest? wanted,
        TierDraft? now,
        CancellationToken ct
    )
    {
        if (wanted is null)
        {
            if (now is not null && !await OwnerEdits.DropTierAsync(unit, channel, no, ct))
            {
                Add($"tiers.{no}", "last_tier", "A channel has one tier at least.");
            }

            isShown |= now is not null;
            return;
        }

        var wrong = new List<FieldError>();
        var tier = new TierCheck(wrong, limits).Run([wanted])[0] with { No = no };
        errors.AddRange(
            wrong.Select(one =>
                one with
                {
                    Field = one.Field.Replace("tiers[0]", $"tiers.{no}", StringComparison.Ordinal),
                }
            )
        );
        if (wrong.Count == 0 && tier != now)
        {
            await OwnerEdits.SetTierAsync(unit, channel, tier, ct);
            isShown = true;
        }
    }

    private static Dictionary<string, TierRequest?> Empty { get; } = [];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
