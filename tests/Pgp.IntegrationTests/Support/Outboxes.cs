using System.Globalization;
using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.IntegrationTests.Support;

/// <summary>Fills the outbox with numbered tasks and looks at what became of them.</summary>
internal static class Outboxes
{
    /// <summary>Options with one lane, the one that the numbered tasks wait in.</summary>
    public static DispatcherOptions OneLane(QueueDefinition lane) =>
        new(Lease: TimeSpan.FromSeconds(60), PollMax: TimeSpan.FromSeconds(60), [lane]);

    public static Task EnqueueAsync(Database database, int number) =>
        EnqueueAsync(database, number, database.Clock.GetUtcNow());

    /// <summary>Enqueues the task of the provider payment with this number.</summary>
    public static async Task EnqueueAsync(Database database, int number, DateTimeOffset dueAt)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var unit = await database.BeginAsync(ct);
        await unit.EnqueueAsync(TaskOf(number), dueAt, new Story("ord_1", null), ct);
        await unit.CommitAsync(ct);
    }

    /// <summary>Enqueues the tasks 1 to <paramref name="count"/> in one unit.</summary>
    public static async Task EnqueueManyAsync(Database database, int count)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var unit = await database.BeginAsync(ct);
        for (var number = 1; number <= count; number++)
        {
            await unit.EnqueueAsync(TaskOf(number), ct);
        }

        await unit.CommitAsync(ct);
    }

    /// <summary>State, attempts and last error of the only task.</summary>
    public static async Task<string> StateAsync(TestDatabase db) =>
        (
            await db.ListAsync(
                "select concat_ws(' ', state, attempts, last_error) from outbox order by due_at"
            )
        ).Single();

    public static Task<long> OpenAsync(TestDatabase db) =>
        db.AskAsync<long>("select count(*) from outbox where state = 'open'");

    public static string SubjectOf(string payload) =>
        System
            .Text.Json.JsonSerializer.Deserialize(payload, PaymentReported.Json)!
            .ProviderPaymentId;

    private static PaymentReported TaskOf(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new PaymentReported(text, $"poll:{text}");
    }
}
