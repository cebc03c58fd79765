using System.Text.Json.Nodes;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>
/// What went wrong, from the words of all parties. Pure, so that each finding has a test.
/// </summary>
internal static class Judge
{
    /// <summary>
    /// More than one of an effect for one cause. Counted where the world shows it: two different
    /// links in a buyer's chat, two funded orders at the exchange, a second deposit at one address,
    /// a transaction on the chain that is not in our tables; and in the tables themselves. Messages
    /// are not counted: Telegram's calls have no key, and after an answer that got lost nothing is
    /// left but to say the same again.
    /// </summary>
    public static IEnumerable<string> Duplicates(Testimony said)
    {
        foreach (var twice in said.Twice)
        {
            yield return twice;
        }

        foreach (var (person, links) in said.Links.Where(chat => chat.Value > 1))
        {
            yield return $"buyer {person} was sent {links} different invite links";
        }

        foreach (var exchange in said.Exchanges.Where(IsRepeated))
        {
            yield return $"order {exchange["id"]} got a second deposit";
        }

        var funded = said.Exchanges.Where(IsFunded).GroupBy(order => (string?)order["userId"]);
        foreach (var payout in funded.Where(orders => orders.Count() > 1))
        {
            yield return $"{payout.Key} funded {payout.Count()} orders";
        }

        if (said.Sent != said.Mined)
        {
            yield return $"the wallet sent {said.Sent} transactions and {said.Mined} are recorded";
        }
    }

    /// <summary>
    /// A payment that the provider calls finished and that is neither settled nor held with a
    /// reason; an order that was to be settled and is not; a settled subscription whose buyer has
    /// no link or is not let in. Settled payments without credit or payout are stuck, see
    /// <see cref="OpenQueries"/>.
    /// </summary>
    public static IEnumerable<string> Losses(Testimony said)
    {
        var recorded = said.Recorded.ToDictionary(
            payment => payment.ProviderId,
            StringComparer.Ordinal
        );
        foreach (var payment in said.Provider)
        {
            if (payment.IsFinished && !payment.HasOutcome(recorded.GetValueOrDefault(payment.Id)))
            {
                yield return $"payment {payment.Id} of {payment.Order} is finished and unsettled";
            }
        }

        var settled = Settled(said);
        foreach (var bought in said.Bought)
        {
            var purchase = bought.Purchase;
            if (!bought.GotBill)
            {
                yield return $"buyer {purchase.Person} never got an invoice";
            }
            else if (purchase.IsToBeSettled && !settled.Contains(purchase.Person))
            {
                yield return $"buyer {purchase.Person} paid ({purchase.Manner}) for nothing";
            }
            else if (
                purchase.Tier is not null
                && settled.Contains(purchase.Person)
                && !said.Entered.Contains(purchase.Person)
            )
            {
                yield return $"buyer {purchase.Person} paid and is not let in";
            }
        }
    }

    /// <summary>Settled, or let in, without having paid enough.</summary>
    public static IEnumerable<string> Unearned(Testimony said)
    {
        var settled = Settled(said);
        foreach (var purchase in said.Bought.Select(bought => bought.Purchase))
        {
            if (!purchase.IsToBeSettled && settled.Contains(purchase.Person))
            {
                yield return $"buyer {purchase.Person} paid {purchase.Manner} and was settled";
            }

            if (said.Links.ContainsKey(purchase.Person) && !settled.Contains(purchase.Person))
            {
                yield return $"buyer {purchase.Person} has a link without a settled payment";
            }
        }
    }

    private static HashSet<long> Settled(Testimony said) =>
        [
            .. said
                .Recorded.Where(payment => payment.IsSettled)
                .Select(payment => payment.Person)
                .OfType<long>(),
        ];

    private static bool IsRepeated(JsonNode exchange) =>
        exchange["repeatedExchangesInfo"]!.AsArray().Count > 0;

    private static bool IsFunded(JsonNode exchange) =>
        exchange["amountFrom"] is not null && exchange["userId"] is not null;
}
