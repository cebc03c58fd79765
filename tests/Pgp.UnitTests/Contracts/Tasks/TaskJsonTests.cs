using System.Text.Json;
using System.Text.Json.Nodes;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Testing;

namespace Pgp.UnitTests.Contracts.Tasks;

/// <summary>
/// What services say to each other. A change of an approved file is a change of the contract: the
/// release before must still understand the one after it.
/// </summary>
public sealed class TaskJsonTests
{
    public static TheoryData<string> Kinds => [.. TaskSamples.All.Select(sample => sample.Kind)];

    [Fact]
    public void Every_kind_of_task_has_an_example() =>
        Assert.Equal(
            TaskCatalogue.All.Select(task => task.Name),
            TaskSamples.All.Select(sample => sample.Definition.Name)
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_wire_form_is_the_approved_one(string kind) =>
        Approved.Check($"{kind}.approved.json", Of(kind).Show());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_back(string kind) =>
        Assert.All(
            Of(kind).Payloads,
            payload => Assert.Equal(payload, Of(kind).RoundTrip(payload))
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_genuine_task_reaches_its_handler(string kind)
    {
        foreach (var payload in Of(kind).Payloads)
        {
            Assert.IsType<TaskOutcome.Done>(await Of(kind).ReceiveAsync(payload));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task A_member_nobody_knows_is_refused(string kind) =>
        MustBeRefusedAsync(Of(kind), Of(kind).With(json => json["surprise"] = "1"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_member_is_refused(string kind)
    {
        foreach (var (name, _) in Of(kind).Members())
        {
            await MustBeRefusedAsync(Of(kind), Of(kind).With(json => json.Remove(name)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_member_that_must_be_there_is_not_null(string kind)
    {
        foreach (var (name, _) in Of(kind).Members().Where(member => !member.IsOptional))
        {
            await MustBeRefusedAsync(Of(kind), Of(kind).With(json => json[name] = null));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_member_of_another_type_is_refused(string kind)
    {
        foreach (var (name, _) in Of(kind).Members())
        {
            await MustBeRefusedAsync(Of(kind), Of(kind).With(json => Retype(json, name)));
            await MustBeRefusedAsync(Of(kind), Of(kind).With(json => json[name] = new JsonArray()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("<html>")]
    [InlineData("""{"payment_id":"pay_1"}""")]
    [InlineData("""{"payment_id":"ord_0199c5b8f0007abc8def0123456789ab"}""")]
    [InlineData("""{"payment_id":"\ud800"}""")]
    [InlineData("""{"payment_id":"pay_0199c5b8f0007abc8def0123456789ab"} {}""")]
    public async Task What_is_no_task_becomes_a_rejection_and_no_exception(string payload) =>
        Assert.IsType<TaskOutcome.Reject>(await Of(nameof(InviteRequested)).ReceiveAsync(payload));

    [Theory]
    [InlineData("1e18 eth@eth")]
    [InlineData("0.5 eth@eth")]
    [InlineData("481780000000000")]
    [InlineData("481780000000000 eth")]
    public async Task An_amount_without_asset_or_with_fractions_is_refused(string amount) =>
        await MustBeRefusedAsync(
            Of(nameof(TransferRequested)),
            Of(nameof(TransferRequested)).With(json => json["amount"] = amount)
        );

    private static TaskSample Of(string kind) =>
        TaskSamples.All.Single(sample => sample.Kind == kind);

    // Text where a number is due, and a number where a text is due.
    private static void Retype(JsonObject json, string name) =>
        json[name] = json[name]?.GetValueKind() == JsonValueKind.Number ? "1" : 1;

    private static async Task MustBeRefusedAsync(TaskSample sample, string payload)
    {
        Assert.Throws<JsonException>(() => sample.RoundTrip(payload));
        Assert.IsType<TaskOutcome.Reject>(await sample.ReceiveAsync(payload));
    }
}
