using System.Globalization;
using System.Text;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>
/// Every outcome of a payment, row by row; <c>docs/outcomes.md</c> is printed from the same rows.
/// After a wanted change: run this class with <c>PGP_APPROVE=1</c>.
/// </summary>
public sealed class OutcomeTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    public static TheoryData<string> Names => [.. OutcomeTable.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Outcome(string name)
    {
        var row = OutcomeTable.All.Single(one => one.Name == name);
        var order = await Seed.OrderAsync(Db, await Seed.ChannelAsync(Db), Clock.GetUtcNow());
        using var stage = new OutcomeStage(Db, Clock, order);
        await row.PlayAsync(stage);

        Assert.Equal(row.Ending, await stage.EndingAsync());
        // The owner hears of money and is paid exactly where money was booked, and once.
        var once = row.Ending.Books == Ending.Nothing ? 0 : 1;
        Assert.Equal(once, (await stage.TasksAsync(OwnerEventPublished.Definition)).Count);
        Assert.Equal(once, (await stage.TasksAsync(PayoutRequested.Definition)).Count);
    }

    [Fact]
    public void Every_reason_has_a_row() =>
        Assert.Empty(
            PaymentReasons
                .ForHolding.Concat([
                    PaymentReasons.Underpaid,
                    PaymentReasons.Overpaid,
                    PaymentReasons.Late,
                    PaymentReasons.RefundedAfterPaid,
                ])
                .Except(OutcomeTable.All.Select(row => row.Ending.Reason))
        );

    [Fact]
    public void The_page_of_outcomes_is_what_the_rows_say() =>
        Approved.Check("../../../../docs/outcomes.md", Page());

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # What becomes of a payment

            Printed from the rows of
            [OutcomeTable](../tests/Pgp.IntegrationTests/Orchestrator/Outcomes/OutcomeTable.cs) by
            [OutcomeTests](../tests/Pgp.IntegrationTests/Orchestrator/Outcomes/OutcomeTests.cs), which play
            each of them on a real database. After a wanted change, run that class with `PGP_APPROVE=1` and
            read the difference.

            In every row the order is 9.99 usd for 30 days. The provider asks for 0.0041 eth, 0.0036 eth of
            which reach the wallet at 2800 usd each; the channel accepts 2 % less, and the fee is 3 %. The
            buyer of a payment that is good gets the invite link; the owner hears of a payment, and is paid,
            exactly where something is booked. Operators see log events by number; a task that waits shows
            its reason in `outbox.last_error`. Held payments (`quarantined`) wait for a person; only
            `rest_missing` and `failed_with_money` end by themselves, when the provider does finish.


            """
        );
        page.Append("| Case | What happens | State | Reason | Access | Books | ");
        page.Append("Buyer hears | Page says | Operators see |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, happens, _, end) in OutcomeTable.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {happens} | {end.State} | {Code(end.Reason)} | {end.Access} "
            );
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {end.Books} | {Heard(end)} | {end.Page} | {end.Operators} |\n"
            );
        }

        return page.ToString();
    }

    private static string Heard(Ending end) =>
        end.Access == "no" ? end.Buyer
        : end.Buyer == Ending.Nothing ? "the invite link"
        : $"{end.Buyer}; the invite link";

    private static string Code(string word) => word.Length == 0 ? "" : $"`{word}`";
}
