using Pgp.Common.Database;
using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Owners;

/// <summary>Finds the facts behind an event by its subject.</summary>
internal static class FactReader
{
    public static async Task<OwnerFacts> ReadAsync(
        Database database,
        OwnerEventPublished news,
        CancellationToken ct
    ) =>
        news.Event switch
        {
            OwnerEvent.SubscriptionPaid
            or OwnerEvent.DonationPaid when IdIn<PaymentKind>(news.Subject) is { } payment =>
                await FactQueries.OfPaymentAsync(database, payment, ct),
            OwnerEvent.PayoutCompleted or OwnerEvent.PayoutInReview when IsPayout(news.Subject) =>
                await FactQueries.OfPayoutAsync(database, PayoutId.Parse(news.Subject), ct),
            OwnerEvent.ThresholdReached when IdIn<BatchKind>(news.Subject) is { } batch =>
                await FactQueries.OfBatchAsync(database, batch, ct),
            OwnerEvent.PostsDisabled => PostOf(news),
            _ when IdIn<SubscriptionKind>(news.Subject) is { } subscription =>
                await FactQueries.OfMemberAsync(database, subscription, ct),
            _ => null,
        } ?? new OwnerFacts.None();

    // A subject may name more than the thing: an entry of its log, an occurrence.
    private static Id<TKind>? IdIn<TKind>(string subject)
        where TKind : IIdKind
    {
        foreach (var part in subject.Split(':'))
        {
            if (Id<TKind>.TryParse(part, out var id))
            {
                return id;
            }
        }

        return null;
    }

    private static bool IsPayout(string subject) =>
        IdIn<PaymentKind>(subject) is not null || IdIn<BatchKind>(subject) is not null;

    // <channel>:<place>:<occurrence>, with the cause as text.
    private static OwnerFacts.Post? PostOf(OwnerEventPublished news) =>
        news.Subject.Split(':') is [_, var place and ("open" or "closed"), _]
            ? new OwnerFacts.Post(place, news.Text)
            : null;
}
