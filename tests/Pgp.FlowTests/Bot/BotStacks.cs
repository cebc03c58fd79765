using Pgp.FlowTests.Support;
using Pgp.Testing;

namespace Pgp.FlowTests.Bot;

/// <summary>For what people do with the bot; the clock's jobs look each second.</summary>
public sealed class BotStack(ClusterFixture cluster) : FlowStack(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SCHEDULE_ORCHESTRATOR_SUBSCRIPTIONS"] = "* * * * * *",
            ["SCHEDULE_SERVER_REMINDERS"] = "* * * * * *",
            ["SCHEDULE_SERVER_WALLETS"] = "* * * * * *",
            ["SCHEDULE_INVITE_REMOVALS"] = "* * * * * *",
            ["SCHEDULE_BROADCAST_POSTS_DUE"] = "* * * * * *",
            ["QUIET_HOURS"] = "00:00-00:00",
            ["SUPPORT_CONTACT"] = "@help_desk",
        };
}

[CollectionDefinition(nameof(BotCollection))]
public sealed class BotCollection : ICollectionFixture<BotStack>;
