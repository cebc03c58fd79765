using System.Text.Json;
using NpgsqlTypes;
using Pgp.Common.Database;
using Pgp.Contracts.Tasks;

namespace Pgp.NpIpn.Intake;

/// <summary>Stores messages and the task that looks into them, in one statement.</summary>
internal static class IpnQueries
{
    /// <summary>Stands for the payment of a signed message that names none.</summary>
    public const string NoPayment = "-";

    // One statement is one transaction: no message without its task, no task without its message.
    // The order's own trace goes on, so that one trace spans from the buyer's tap to the payout.
    internal const string StoreSql = """
        with incoming as (
            select *
              from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as i (
                   event_id, provider_payment_id, body, body_sha256, signature_form, order_id,
                   task_id, payload, effect_key, traceparent)
        ), stored as (
            insert into payment_events (
                event_id, provider, provider_payment_id, body, body_sha256, signature_form,
                received_at)
            select event_id, 'nowpayments', provider_payment_id, body, body_sha256,
                   signature_form, $11
              from incoming
            on conflict (provider, body_sha256) do nothing
            returning event_id
        )
        insert into outbox (
            task_id, name, queue, source, target, path, payload, effect_key,
            correlation, traceparent, due_at, created_at)
        select task_id, $12, $13, current_user, $14, $15, payload, effect_key,
               coalesce('ord_' || replace(orders.order_id::text, '-', ''), ''),
               coalesce(orders.traceparent, incoming.traceparent), $11, $11
          from stored
          join incoming using (event_id)
          left join orders on orders.order_id = incoming.order_id
         where incoming.payload is not null
        on conflict (effect_key) do nothing
        """;

    /// <param name="fresh">
    /// The last group was stored a moment ago, so its connection needs no sign of life first.
    /// </param>
    public static Task StoreAsync(
        Database database,
        IReadOnlyList<IpnMessage> messages,
        bool fresh,
        CancellationToken ct
    )
    {
        var now = database.Clock.GetUtcNow();
        var task = PaymentReported.Definition;
        return fresh
            ? database.RunUncheckedAsync(StoreSql, ExecuteAsync, ct)
            : database.RunAsync(StoreSql, ExecuteAsync, ct);

        Task<int> ExecuteAsync(Statement sql) =>
            sql.WithArray(NpgsqlDbType.Uuid, Column(messages, m => m.EventId))
                .WithArray(
                    NpgsqlDbType.Text,
                    Column(messages, m => m.ProviderPaymentId ?? NoPayment)
                )
                .WithArray(NpgsqlDbType.Bytea, Column(messages, m => m.Body))
                .WithArray(NpgsqlDbType.Bytea, Column(messages, m => m.BodyHash))
                .WithArray(NpgsqlDbType.Text, Column(messages, m => m.SignatureForm))
                .WithArray(NpgsqlDbType.Uuid, Column(messages, m => m.OrderId?.Value))
                .WithArray(NpgsqlDbType.Uuid, Column(messages, _ => Guid.CreateVersion7(now)))
                .WithArray(NpgsqlDbType.Text, Column(messages, Payload))
                .WithArray(NpgsqlDbType.Text, Column(messages, EffectKey))
                .WithArray(NpgsqlDbType.Text, Column(messages, m => m.TraceParent))
                .With(now)
                .With(task.Name)
                .With(task.Queue.Name)
                .With(task.Target.Value)
                .With(task.Path)
                .ExecuteAsync(ct);
    }

    private static string? Payload(IpnMessage message) =>
        message.ProviderPaymentId is { } payment
            ? JsonSerializer.Serialize(
                new PaymentReported(payment, Report(message)),
                PaymentReported.Json
            )
            : null;

    private static string EffectKey(IpnMessage message) =>
        $"{PaymentReported.Definition.Name}:{Report(message)}";

    private static string Report(IpnMessage message) => Convert.ToHexStringLower(message.BodyHash);

    private static T[] Column<T>(IReadOnlyList<IpnMessage> messages, Func<IpnMessage, T> value) =>
        [.. messages.Select(value)];
}
