using Pgp.Host.Chaos;

namespace Pgp.Host.DemoData;

/// <summary>Draws who comes when, how long he stays and whether he comes back.</summary>
internal sealed class ScriptWriter(int days, Draws draws)
{
    private const string Coupon = "SPRING20";
    private const string SecondWallet = "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb";
    private const int TrialPercent = 50;
    private const int UpgradePercent = 25;
    private const int ReturnPercent = 45;

    // Paid so many days before the end; the new days count from the end on.
    private const int EarlyLeast = 1;
    private const int EarlyMost = 4;

    private static readonly string[] FirstNames =
    [
        "Ada",
        "Bela",
        "Chloe",
        "Dario",
        "Elif",
        "Farid",
        "Greta",
        "Hugo",
        "Ines",
        "Jonas",
        "Kira",
        "Levi",
        "Mila",
        "Nour",
        "Oskar",
        "Petra",
        "Quinn",
        "Rosa",
        "Samir",
        "Tilda",
    ];

    private static readonly string[] LastNames =
    [
        "Abbas",
        "Berg",
        "Costa",
        "Diaz",
        "Eriksen",
        "Fischer",
        "Garcia",
        "Hoang",
        "Ivanov",
        "Jensen",
    ];

    private static readonly string[] Coins = ["btc", "eth", "usdttrc20", "ltc", "trx", "dai"];

    private static readonly (int, int)[] ShopsByWeight = [(5, 0), (3, 1), (3, 2)];

    private readonly List<string> people = [];
    private readonly List<Deed> deeds = [];

    /// <summary>Somebody who finds a channel, stays a while and may return.</summary>
    /// <param name="latest">Before this day.</param>
    public void AddRegular(int latest)
    {
        var (person, shop) = (Somebody(), draws.Of(ShopsByWeight));
        var day = draws.Below(latest);
        if (Stall.All[shop].TrialDays > 0 && draws.Hits(TrialPercent))
        {
            Add(day, person, shop, new Wish.Trial());
            day += Stall.All[shop].TrialDays - 1;
        }

        day = Stay(person, shop, day, periods: draws.Between(1, 6));
        if (draws.Hits(ReturnPercent))
        {
            Stay(person, shop, day + draws.Between(35, 80), periods: draws.Between(1, 3));
        }
    }

    /// <summary>
    /// The last weeks in every state: new, about to end, in grace, on trial, gone a while ago.
    /// </summary>
    public void AddRecent()
    {
        foreach (var ago in new[] { 26, 19, 12, 5, 2 })
        {
            Add(days - ago, Somebody(), draws.Of(ShopsByWeight), new Wish.Access(1));
        }

        foreach (var endedAgo in new[] { 1, 9, 18 })
        {
            var from = days - endedAgo - (2 * Stall.All[0].Tiers[0].Days);
            StayWith(Somebody(), 0, from, [1, 1]);
        }

        Add(days - 1, Somebody(), 0, new Wish.Trial());
    }

    public void AddDonations(int count)
    {
        var donors = Enumerable.Range(0, count / 2).Select(_ => Somebody()).ToList();
        for (var i = 0; i < count; i++)
        {
            var gift = new Wish.Donation(draws.Below(4));
            Add(draws.Below(days), draws.Of(donors), draws.Of(ShopsByWeight), gift);
        }
    }

    /// <summary>What does not happen every day, so that each page has something to show.</summary>
    public void AddRarities()
    {
        deeds.Add(new OwnerDeed.OfferCoupon(At(20), 0, Coupon, 20));
        foreach (var share in new[] { 24, 28, 33 })
        {
            Add(At(share), Somebody(), 0, new Wish.CheaperAccess(Coupon));
        }

        foreach (var share in new[] { 40, 75 })
        {
            var giver = Somebody();
            Add(At(share), giver, 1, new Wish.Gift(To: Somebody()));
        }

        Add(At(30), Somebody(), 0, new Wish.Part(1, "0.3"));
        Add(At(70), Somebody(), 2, new Wish.Part(1, "0.4"));
        Add(At(45), Somebody(), 1, new Wish.Nothing(1));
        Add(At(85), Somebody(), 0, new Wish.Nothing(2));
        deeds.Add(new OwnerDeed.Announce(At(50), 0, "Live tonight: the final, move by move."));
        deeds.Add(new OwnerDeed.Announce(At(90), 2, "The seed list for spring is here."));
        foreach (var share in new[] { 10, 48, 65 })
        {
            // The second tier costs more for the same days: an upgrade that shows.
            StayWith(Somebody(), 1, At(share), [1, 2, 2]);
        }

        deeds.Add(new OwnerDeed.MoveWallet(At(60), 1, SecondWallet));
    }

    public Script Finish() => new(days, people, [.. deeds.OrderBy(deed => deed.Day)]);

    private int Stay(int person, int shop, int from, int periods)
    {
        var most = Stall.All[shop].Tiers.Count;
        var first = draws.Of<int>([(7, 1), (3, 2), (1, most)]);
        var later = draws.Hits(UpgradePercent) ? Math.Min(first + 1, most) : first;
        return StayWith(
            person,
            shop,
            from,
            [.. Enumerable.Range(0, periods).Select(i => i == 0 ? first : later)]
        );
    }

    /// <param name="tiers">What is bought, one period after the other.</param>
    /// <returns>When the last period ends.</returns>
    private int StayWith(int person, int shop, int from, IReadOnlyList<int> tiers)
    {
        var (day, end) = (from, from);
        foreach (var tier in tiers.TakeWhile(_ => day < days))
        {
            Add(day, person, shop, new Wish.Access(tier));
            end += Stall.All[shop].Tiers[tier - 1].Days;
            day = end - draws.Between(EarlyLeast, EarlyMost);
        }

        return end;
    }

    private void Add(int day, int person, int shop, Wish wish)
    {
        if (day >= 0 && day < days)
        {
            deeds.Add(new BuyerDeed(day, person, shop, draws.Of(Coins), wish));
        }
    }

    private int Somebody()
    {
        var known = people.Count;
        var name = $"{FirstNames[known % FirstNames.Length]} {draws.Of(LastNames)}";
        // Two of one name would be one riddle too many.
        people.Add(people.Contains(name) ? $"{name} {known}" : name);
        return known;
    }

    private int At(int percent) => days * percent / 100;
}
