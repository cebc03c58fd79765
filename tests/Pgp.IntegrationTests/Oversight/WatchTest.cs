using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Settings;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Oversight;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>For tests of the watch: a look, the list, the alerts.</summary>
public abstract class WatchTest(ClusterFixture fixture) : DatabaseTest(fixture)
{
    internal Database Database => Db.As(ServiceName.Oversight, Clock);

    protected Task<string> LookAsync() => LookAsync(Database);

    internal static Task<string> LookAsync(Database database) =>
        OversightService.LookForOverdueAsync(
            database,
            new SettingsReader(new Dictionary<string, string>(StringComparer.Ordinal)),
            NullLoggerFactory.Instance,
            Ct
        );

    /// <summary>What is in the list of a kind, as <c>subject occurrence</c>.</summary>
    protected Task<IReadOnlyList<string>> ListedAsync(string kind) =>
        Db.ListAsync(
            """
            select subject || ' ' || occurrence
              from overdue_items
             where kind = $1 and cleared_at is null
             order by subject
            """,
            kind
        );

    /// <summary>What was told of a kind, as <c>subject occurrence</c>, oldest first.</summary>
    protected Task<IReadOnlyList<string>> ToldAsync(string kind) =>
        Db.ListAsync(
            """
            select concat(payload::json->>'subject', ' ', payload::json->>'occurrence')
              from outbox
             where name = 'enqueue_pgp_notifications_alert' and payload::json->>'kind' = $1
             order by created_at, task_id
            """,
            kind
        );
}
