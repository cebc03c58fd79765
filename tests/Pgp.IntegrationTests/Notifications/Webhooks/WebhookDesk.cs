using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Outbound;
using Pgp.Common.Secrets;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;
using Pgp.Contracts.Tasks;
using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Sending;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Notifications.Webhooks;

/// <summary>
/// An owner with an account, a server of his, and the hands that send to it; time passes from one
/// due moment to the next.
/// </summary>
public abstract class WebhookDesk(ClusterFixture fixture) : OwnerDesk(fixture)
{
    private readonly List<WebhookSender> senders = [];

    internal static SecretBox Box { get; } =
        new(
            new KeyRing(SigningKey.Of(new Secret(new string('k', 64))), Previous: null),
            "webhook secrets"
        );

    internal Guid Account { get; } = Guid.CreateVersion7();

    internal Receiver Server { get; private set; } = null!;

    internal Database Database => Db.As(ServiceName.Notifications, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = await Receiver.StartAsync(Clock);
        await Db.RunAsync(
            """
            insert into accounts (
                account_id, username, email, password_hash, password_changed_at,
                telegram_user_id, language, created_at)
            values ($1, 'owner', 'owner@example.com', 'x', $3, $2, 'en', $3)
            """,
            Account,
            Owner,
            Clock.GetUtcNow()
        );
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var sender in senders)
        {
            sender.Dispose();
        }

        await Server.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An endpoint on the owner's server that wants everything.</summary>
    internal Task<WebhookEndpointId> EndpointAsync(string path = "/hook", params string[] types) =>
        EndpointAtAsync(new Uri(Server.Address, path).ToString(), types);

    internal async Task<WebhookEndpointId> EndpointAtAsync(string url, params string[] types)
    {
        var id = WebhookEndpointId.New(Clock);
        await Db.RunAsync(
            """
            insert into webhook_endpoints (
                endpoint_id, account_id, url, event_types, enabled_at, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $5, $5)
            """,
            id.Value,
            Account,
            url,
            types.Length > 0 ? types : [.. WebhookEventTypes.All.Select(type => type.Name)],
            Clock.GetUtcNow()
        );
        await SecretAsync(id, KeyOf('a'), validUntil: null);
        return id;
    }

    internal Task SecretAsync(WebhookEndpointId id, byte[] key, DateTimeOffset? validUntil) =>
        Db.RunAsync(
            """
            insert into webhook_secrets (secret_id, endpoint_id, sealed, created_at, valid_until)
            values (gen_random_uuid(), $1, $2, $3, $4)
            """,
            id.Value,
            Box.Seal(key, id.ToString()),
            Clock.GetUtcNow(),
            validUntil
        );

    internal static byte[] KeyOf(char letter) => [.. Enumerable.Repeat((byte)letter, 32)];

    internal Courier CourierWith(
        AddressGuard? guard = null,
        FaultPoints? faults = null,
        SecretBox? box = null
    )
    {
        var sender = new WebhookSender(
            guard ?? new AddressGuard(isPrivateAllowed: true),
            faults ?? new FaultPoints(),
            Clock
        );
        senders.Add(sender);
        return new Courier(Database, sender, box ?? Box, NullLogger<Courier>.Instance);
    }

    /// <summary>Something happens that is about nothing but the channel.</summary>
    internal Task HappensAsync(string subject) =>
        TellAsync(OwnerEvent.MembersDiffer, subject, "1;0");

    /// <summary>Somebody whose access is over.</summary>
    internal async Task<SubscriptionId> MemberAsync()
    {
        var id = SubscriptionId.New(TimeProvider.System);
        await Db.RunAsync(
            """
            insert into subscriptions (
                subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                run_seq, version)
            values ($1, (select count(*) + 1 from subscriptions), $2, $3, $3, $3, 'expired', 1, 1)
            """,
            id.Value,
            Channel.Value,
            Clock.GetUtcNow()
        );
        return id;
    }

    /// <summary>Sends what is due at this moment.</summary>
    internal static async Task SendDueAsync(Courier courier)
    {
        while (await courier.TakeAsync([], Ct) is { } due)
        {
            await courier.CarryAsync(due);
        }
    }

    /// <summary>Everything that happens for so long.</summary>
    internal async Task PassAsync(Courier courier, TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        while (await courier.NextAsync([], Ct) is { } next && next <= end)
        {
            if (next > Clock.GetUtcNow())
            {
                Clock.SetUtcNow(next);
            }

            await SendDueAsync(courier);
        }

        Clock.SetUtcNow(end);
    }

    /// <summary>A task as the outbox delivers it.</summary>
    internal static Delivery DeliveryOf<TTask>()
        where TTask : ITask<TTask> =>
        new(
            new MessageId(Guid.CreateVersion7()),
            "notifications",
            TTask.Definition.Name,
            1,
            "story",
            TraceParent: null
        );

    /// <summary>Each delivery in the order of events: state, attempts, what was last.</summary>
    internal Task<IReadOnlyList<string>> DeliveriesAsync() =>
        Db.ListAsync(
            """
            select concat_ws(' ', d.state, attempts, last_status, last_error)
              from webhook_deliveries d
             order by seq, endpoint_id
            """
        );
}
