using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Tasks;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;
using Pgp.Notifications.Owners;
using Pgp.Notifications.Webhooks;
using Pgp.Notifications.Webhooks.Events;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications;

/// <summary>A channel whose owner is 42 and hears by Telegram.</summary>
public abstract class OwnerDesk(ClusterFixture fixture) : DatabaseTest(fixture)
{
    internal const long Owner = 42;

    internal FakeTelegram Telegram { get; } = new();

    internal WebhookSignal Signal { get; } = new();

    internal ChannelId Channel { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Channel = await Seed.ChannelAsync(Db);
        await Db.RunAsync("update channels set owner_user_id = $1", Owner);
    }

    public override async ValueTask DisposeAsync()
    {
        Telegram.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task<TaskOutcome> TellAsync(OwnerEvent kind, string subject, string text = "") =>
        TellAsync(new OwnerEventPublished(kind, Channel, subject, text));

    internal Task<TaskOutcome> TellAsync(OwnerEventPublished news)
    {
        var database = Db.As(ServiceName.Notifications, Clock);
        var handler = new OwnerEventPublishedHandler(
            database,
            new Messenger(database, Telegram.Gateway()),
            new Publisher(database, new NewsReader(database), Signal),
            NullLogger<OwnerEventPublishedHandler>.Instance
        );
        var id = new MessageId(Guid.CreateVersion7());
        var name = OwnerEventPublished.Definition.Name;
        var delivery = new Delivery(id, "notifications", name, 1, news.Subject, null);
        return handler.HandleAsync(news, delivery, Ct);
    }

    internal Task<string> RunJobAsync()
    {
        var database = Db.As(ServiceName.Notifications, Clock);
        return new UndeliveredJob(
            database,
            new Messenger(database, Telegram.Gateway()),
            NullLogger<UndeliveredJob>.Instance
        ).RunAsync(Ct);
    }

    internal Task SpeaksAsync(string language) => SeenAsync(language, Clock.GetUtcNow());

    internal Task SeenAsync(string language, DateTimeOffset at) =>
        Db.RunAsync(
            """
            insert into bot_people (user_id, language, seen_at) values ($1, $2, $3)
                on conflict (user_id) do update set seen_at = excluded.seen_at
            """,
            Owner,
            language,
            at
        );

    internal Task<IReadOnlyList<string>> NoticesAsync() =>
        Db.ListAsync(
            "select concat_ws(' ', event, chat_id, state) from notices order by created_at, event"
        );
}
