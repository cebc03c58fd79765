using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Host.Stack;

namespace Pgp.Host.Bench.Pipeline;

/// <summary>Reads what happened from the database, as a role that may only read.</summary>
internal sealed class PipelineQueries : IAsyncDisposable
{
    private const string ReaderRole = "pgp_reader";

    private const string OpenTasksSql = """
        select count(*) from outbox where state = 'open'
        """;

    // The first payments warm the process up and do not count.
    private const string InviteTimesSql = """
        select extract(epoch from invites.sent_at - min(event.received_at))::numeric
          from invites
          join payments using (payment_id)
          join payment_events as event
            on event.provider_payment_id = payments.provider_payment_id
           and event.body like '%"payment_status":"finished"%'::bytea
         where invites.state = 'sent'
         group by invites.payment_id, invites.sent_at
         order by invites.sent_at
        offset $1
        """;

    private const string CountsSql = """
        select (select count(*) from payments where state = 'paid'),
               (select count(*) from invites where state = 'sent'),
               (select count(*) from payout_executions where state = 'completed'),
               (select count(*) from dead_letters)
        """;

    private readonly Database database;

    public PipelineQueries(LocalStack stack)
    {
        var address = new DatabaseAddress(stack.Database, AssumeRole: true);
        var profile = DatabaseProfile.EventDriven;
        var source = DataSources.Create(address, ReaderRole, profile);
        var signal = new OutboxSignal();
        database = new Database(source, profile, new FaultPoints(), signal, TimeProvider.System);
    }

    /// <summary>Tasks that are waiting or under way.</summary>
    public async Task<long> OpenTasksAsync(CancellationToken ct) =>
        (await database.RunAsync(OpenTasksSql, sql => sql.AllAsync(row => row.Long(0), ct), ct))[0];

    /// <summary>From the accepted "finished" message to the invite sent, in order.</summary>
    public async Task<List<TimeSpan>> InviteTimesAsync(int skip, CancellationToken ct) =>
        [
            .. await database.RunAsync(
                InviteTimesSql,
                sql => sql.With(skip).AllAsync(row => Span(row.Decimal(0)), ct),
                ct
            ),
        ];

    public async Task<PipelineCounts> CountsAsync(int payments, CancellationToken ct) =>
        (
            await database.RunAsync(
                CountsSql,
                sql =>
                    sql.AllAsync(
                        row => new PipelineCounts(
                            payments,
                            row.Long(0),
                            row.Long(1),
                            row.Long(2),
                            row.Long(3)
                        ),
                        ct
                    ),
                ct
            )
        )[0];

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static TimeSpan Span(decimal seconds) =>
        TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
}
