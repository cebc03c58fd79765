using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Host.Operations;
using Pgp.Oversight;
using Pgp.Oversight.Overdue;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>The list's own life: occurrences, floods, two watchers, and who has taken over.</summary>
public sealed class OverdueListTests(ClusterFixture fixture) : WatchTest(fixture)
{
    private const string Kind = "payment_held";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_comes_up_again_is_a_new_occurrence_and_told_again()
    {
        var subject = await HoldAsync();
        await LookAsync();
        await SetStateAsync("refunded");
        await LookLaterAsync();
        await SetStateAsync("quarantined");
        await LookLaterAsync();
        await LookLaterAsync();

        Assert.Equal([$"{subject} 2"], await ListedAsync(Kind));
        Assert.Equal([$"{subject} 1", $"{subject} 2"], await ToldAsync(Kind));
    }

    [Fact]
    public async Task Two_looks_at_once_tell_each_item_once()
    {
        var subjects = new List<string>();
        for (var i = 0; i < Alerts.ApartMax; i++)
        {
            subjects.Add(await HoldAsync());
        }

        // Each with a pool of its own, as two processes have.
        var others = Db.As(ServiceName.Oversight, TimeProvider.System);
        await Task.WhenAll(LookAsync(Database), LookAsync(others), LookAsync(Database));

        var expected = subjects.Select(subject => $"{subject} 1").Order(StringComparer.Ordinal);
        Assert.Equal(expected, await ListedAsync(Kind));
        Assert.Equal(expected, (await ToldAsync(Kind)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_flood_the_rest_is_told_in_one_sentence()
    {
        for (var i = 0; i < Alerts.ApartMax + 5; i++)
        {
            await HoldAsync();
        }

        await LookAsync();
        var told = await ToldAsync(Kind);
        Assert.Equal(Alerts.ApartMax + 1, told.Count);
        Assert.Single(told, line => line.StartsWith("many ", StringComparison.Ordinal));
        Assert.Equal(Alerts.ApartMax + 5, (await ListedAsync(Kind)).Count);
    }

    [Fact]
    public async Task Who_takes_an_item_over_is_on_record_until_it_comes_up_again()
    {
        var subject = await HoldAsync();
        await LookAsync();
        Assert.True(await AcknowledgeAsync(subject));
        Assert.Empty((await OverdueListQueries.ReadAsync(Database, false, Ct)).Items);
        var taken = Assert.Single((await OverdueListQueries.ReadAsync(Database, true, Ct)).Items);
        Assert.Equal(("Kim", "asking"), (taken.AcknowledgedBy, taken.Note));

        await SetStateAsync("refunded");
        await LookLaterAsync();
        Assert.False(await AcknowledgeAsync(subject));
        await SetStateAsync("quarantined");
        await LookLaterAsync();
        var again = Assert.Single((await OverdueListQueries.ReadAsync(Database, false, Ct)).Items);
        Assert.Equal((2, null), (again.Occurrence, again.AcknowledgedBy));
    }

    [Fact]
    public async Task The_list_tells_kind_age_and_reason()
    {
        var subject = await HoldAsync();
        Clock.Advance(TimeSpan.FromMinutes(90));
        await LookAsync();
        var list = await OverdueListQueries.ReadAsync(Database, false, Ct);
        var output = new StringWriter();
        OverdueText.Print(list, Clock.GetUtcNow() + TimeSpan.FromMinutes(10), output);
        Assert.Equal(
            $"""
            1 overdue

            payment_held  {subject}  1 h 30 min
                seeded

            This is 10 min old: is oversight running? --now looks.

            """,
            output.ToString()
        );
    }

    [Fact]
    public async Task An_alert_that_does_not_get_through_is_listed_and_not_told()
    {
        var id = MessageId.New(TimeProvider.System);
        var at = Clock.GetUtcNow();
        await StuckRows.InsertTaskAsync(Db, id, AlertRaised.Definition, "open", "x:y:1", at);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("1 overdue, 1 new, 0 cleared, 0 tasks put back", await LookAsync());
        Assert.Equal([$"{id} 1"], await ListedAsync("alert_untold"));
        Assert.Equal(1, await Db.AskAsync<long>("select count(*) from outbox"));
    }

    private Task<string> HoldAsync() =>
        StuckRows.PaymentAsync(Db, Clock.GetUtcNow(), "quarantined");

    private Task<int> SetStateAsync(string state) =>
        Db.RunAsync("update payments set state = $1", state);

    private Task<bool> AcknowledgeAsync(string subject) =>
        OversightService.AcknowledgeAsync(Database, Kind, subject, "Kim", "asking", Ct);

    private Task<string> LookLaterAsync()
    {
        Clock.Advance(Minute);
        return LookAsync();
    }
}
