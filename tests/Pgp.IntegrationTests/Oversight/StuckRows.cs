using Pgp.Contracts.Ids;
using Pgp.Contracts.Tasks;
using Pgp.IntegrationTests.Support;

namespace Pgp.IntegrationTests.Oversight;

/// <summary>Rows as the services would have left them, as of a given moment.</summary>
internal static class StuckRows
{
    public const string Address = "0x1111111111111111111111111111111111111111";

    public const string SendInviteSql = """
        insert into invites (
            cause, payment_id, user_id, closed_channel_id, state, link, link_kind, link_expires_at,
            created_at, sent_at)
        select 'payment:' || payment_id, payment_id, 1, -1, 'sent', 'https://t.me/+x', 'single_use', now() + interval '90 days', now(), now()
          from payments
        """;

    public const string CreatePayoutSql = """
        insert into payouts (
            payout_id, payment_id, channel_id, route, source_coin, source_amount, target_coin,
            target_address, state, created_at, updated_at)
        select 'instant:pay_' || replace(payment_id::text, '-', ''), payment_id, channel_id, 'swap',
               'eth@eth', 97, 'usdt@eth', 'x', 'created', now(), now()
          from payments
        """;

    public const string ReturnConversionSql = """
        update conversions set state = 'returned', reason = 'x', ended_at = now()
        """;

    public const string CompleteBatchSql = """
        update payout_batches set state = 'completed', ended_at = now()
        """;

    public const string TakeOverSql = """
        insert into payout_executions (
            payout_id, coin, amount, deposit_address, state, transaction_hash, paid_amount,
            created_at, updated_at)
        select payout_id, 'eth@eth', 97, 'x', 'completed', '0x1', 1, now(), now() from payouts
        """;

    public const string CompleteExecutionSql = """
        update payout_executions
           set state = 'completed', transaction_hash = '0x1', paid_amount = 1
        """;

    // So far in the future that the clock of a test does not reach the next slot.
    public const string RunJobSql = """
        insert into job_runs (job, slot, state, started_at, finished_at)
        select job, slot + interval '10 days', 'done', now(), now() from job_runs
        """;

    /// <summary>A subscription that is paid, and nothing that should follow.</summary>
    public static Task<string> PaidAsync(TestDatabase db, DateTimeOffset at) =>
        PaymentAsync(db, at, "paid");

    /// <summary>
    /// Two events of one object for an owner's server: the second waits in order, the first for
    /// nobody.
    /// </summary>
    public static async Task<string> WebhookAsync(TestDatabase db, DateTimeOffset at)
    {
        var (account, endpoint) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Seed.AccountAsync(db, account, "owner");
        await db.RunAsync(
            """
            insert into webhook_endpoints (
                endpoint_id, account_id, url, event_types, created_at, updated_at)
            values ($1, $2, 'https://example.com/', '{payment.paid}', now(), now())
            """,
            endpoint,
            account
        );
        for (var no = 0; no < 2; no++)
        {
            await db.RunAsync(
                """
                with event as (
                    insert into webhook_events (
                        event_id, account_id, object, event_type, event_key, payload, created_at)
                    values (gen_random_uuid(), $2, 'pay_1', 'payment.paid', $4, '{}', $3)
                    returning event_id, seq, object
                )
                insert into webhook_deliveries (
                    delivery_id, endpoint_id, event_id, seq, object, next_attempt_at, created_at)
                select gen_random_uuid(), $1, event_id, seq, object, $3, $3
                  from event
                """,
                endpoint,
                account,
                at,
                $"{no}"
            );
        }

        return new WebhookEndpointId(endpoint).ToString();
    }

    /// <summary>A member whose access is over, and who may not be removed.</summary>
    public static async Task<string> RemovalAsync(TestDatabase db, DateTimeOffset at)
    {
        var channel = await Seed.ChannelAsync(db);
        var id = new SubscriptionId(Guid.CreateVersion7());
        await db.RunAsync(
            """
            insert into subscriptions (
                subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                run_seq, version)
            values ($1, 7, $2, $3, $3, $3, 'expired', 1, 2)
            """,
            id.Value,
            channel.Value,
            at
        );
        await db.RunAsync(
            """
            insert into removals (
                subscription_id, seq, user_id, closed_channel_id, state, due, refusals, reason,
                next_try_at)
            values ($1, 2, 7, -1, 'open', $2, 3, 'not enough rights', $2)
            """,
            id.Value,
            at
        );
        return id.ToString();
    }

    public static async Task<string> PaymentAsync(TestDatabase db, DateTimeOffset at, string state)
    {
        var channel = await Seed.ChannelAsync(db);
        var order = await Seed.OrderAsync(db, channel, at);
        var payment = await Seed.PaymentAsync(db, order, order.ToString(), state);
        await db.RunAsync(
            """
            update payments
               set channel_id = $2, payout_strategy = 'instant', created_at = $3, updated_at = $3,
                   paid_at = $3
             where payment_id = $1
            """,
            payment.Value,
            channel.Value,
            at
        );
        return payment.ToString();
    }

    public static async Task<string> PaidWithFailedInviteAsync(TestDatabase db, DateTimeOffset at)
    {
        var payment = await PaidAsync(db, at);
        await db.RunAsync(
            """
            insert into invites (
                cause, payment_id, user_id, closed_channel_id, state, reason, created_at)
            values ('payment:' || $1::uuid, $1, 1, -1, 'failed', 'no rights', $2)
            """,
            PaymentId.Parse(payment).Value,
            at
        );
        return payment;
    }

    /// <summary>An invite whose link expires at the given moment.</summary>
    public static async Task<string> SentInviteAsync(TestDatabase db, DateTimeOffset at)
    {
        var payment = await PaidAsync(db, at);
        await db.RunAsync(
            """
            insert into invites (
                cause, payment_id, user_id, closed_channel_id, state, link, link_kind,
                link_expires_at, created_at, sent_at)
            values ('payment:' || $1::uuid, $1, 123456789, -1, 'sent', 'https://t.me/+unused',
                    'single_use', $2, $2, $2)
            """,
            PaymentId.Parse(payment).Value,
            at
        );
        return payment;
    }

    public static async Task<string> ConversionAsync(
        TestDatabase db,
        DateTimeOffset at,
        string state
    )
    {
        var id = ConversionId.New(TimeProvider.System);
        await db.RunAsync(
            """
            insert into conversions (
                conversion_id, kind, coin, amount, gross_usd, net_usd, state, exchange_id,
                deposit_address, reason, created_at, updated_at)
            values ($1, 'pool', 'eth@eth', 100, 10, 9, $2, $3, $4, 'seeded', $5, $5)
            """,
            id.Value,
            state,
            id.ToString(),
            Address,
            at
        );
        return id.ToString();
    }

    public static async Task<string> BatchAsync(TestDatabase db, DateTimeOffset at, string state)
    {
        var id = BatchId.New(TimeProvider.System);
        var channel = await Seed.ChannelAsync(db);
        await db.RunAsync(
            """
            insert into payout_batches (
                batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
                state, reason, created_at, updated_at)
            values ($1, $2, 100, 3, 50, 'eth@eth', 'x', $3, 'seeded', $4, $4)
            """,
            id.Value,
            channel.Value,
            state,
            at
        );
        return id.ToString();
    }

    /// <summary>A payout as SPLIT1 has it.</summary>
    public static async Task<string> PayoutAsync(TestDatabase db, DateTimeOffset at, string state)
    {
        var payment = PaymentId.Parse(await PaidAsync(db, at));
        var id = PayoutId.Instant(payment);
        await db.RunAsync(
            """
            insert into payouts (
                payout_id, payment_id, channel_id, route, source_coin, source_amount, target_coin,
                target_address, state, deposit_address, reason, created_at, updated_at)
            select $1, payment_id, channel_id, 'swap', 'eth@eth', 97, 'usdt@eth', 'x', $3, 'x',
                   'seeded', $4, $4
              from payments
             where payment_id = $2
            """,
            id.Value,
            payment.Value,
            state,
            at
        );
        return id.Value;
    }

    /// <summary>A payout as HOSTPAY1 has it.</summary>
    public static async Task<string> ExecutionAsync(
        TestDatabase db,
        DateTimeOffset at,
        string state
    )
    {
        var id = await PayoutAsync(db, at, "handed_over");
        await InsertExecutionAsync(db, at, id, state);
        return id;
    }

    public static Task InsertExecutionAsync(
        TestDatabase db,
        DateTimeOffset at,
        string id,
        string state
    ) =>
        db.RunAsync(
            """
            insert into payout_executions (
                payout_id, coin, amount, deposit_address, exchange_id, state, paid_amount, reason,
                created_at, updated_at)
            values ($1, 'eth@eth', 97, 'x', $1, $2, 90, 'seeded', $3, $3)
            """,
            id,
            state,
            at
        );

    /// <summary>The payout of a batch.</summary>
    public static async Task<string> BatchPayoutAsync(
        TestDatabase db,
        DateTimeOffset at,
        string batch,
        string state
    )
    {
        await db.RunAsync(
            """
            insert into payouts (
                payout_id, batch_id, channel_id, route, source_coin, source_amount, target_coin,
                target_address, state, reason, created_at, updated_at)
            select $1, batch_id, channel_id, 'swap', 'usdt@eth', 97, 'eth@eth', 'x', $2, 'seeded',
                   $3, $3
              from payout_batches
            """,
            $"batch:{batch}",
            state,
            at
        );
        return $"batch:{batch}";
    }

    public static async Task<string> TransferAsync(TestDatabase db, DateTimeOffset at, string state)
    {
        var id = await ExecutionAsync(db, at, "transfer_requested");
        await db.RunAsync(
            """
            with wallet as (
                insert into wallets (address, chain_id, next_nonce, created_at)
                values ($3, 1, 1, $4)
                returning address
            )
            insert into chain_transfers (
                payout_id, wallet, coin, amount, to_address, state, nonce, error_code, reason,
                created_at, updated_at)
            select $1, address, 'eth@eth', 97, $3, $2, 0, 'InsufficientFunds', 'seeded', $4, $4
              from wallet
            """,
            id,
            state,
            Address,
            at
        );
        return id;
    }

    public static async Task<string> TaskAsync(TestDatabase db, DateTimeOffset at)
    {
        var id = MessageId.New(TimeProvider.System);
        await InsertTaskAsync(db, id, PaymentReported.Definition, "open", $"poll:{id}", at);
        return id.ToString();
    }

    public static async Task<string> DeadLetterAsync(TestDatabase db, DateTimeOffset at)
    {
        var id = MessageId.New(TimeProvider.System);
        await InsertDeadLetterAsync(db, id, PaymentReported.Definition, "rejected", $"{id}", at);
        return id.ToString();
    }

    /// <summary>The run of a slot at the given moment.</summary>
    public static async Task<string> JobAsync(TestDatabase db, DateTimeOffset at, string state)
    {
        var job = Schedules.MicroBatch.Name;
        await db.RunAsync(
            """
            insert into job_runs (job, slot, state, result, started_at, finished_at)
            values ($1, $2, $3, 'NpgsqlException', $2, $2)
            """,
            job,
            at,
            state
        );
        return job;
    }

    /// <summary>A task that was first tried at the given moment.</summary>
    public static Task InsertTaskAsync(
        TestDatabase db,
        MessageId id,
        TaskDefinition kind,
        string state,
        string effect,
        DateTimeOffset at
    ) =>
        db.RunAsync(
            """
            insert into outbox (
                task_id, name, queue, source, target, path, payload, effect_key, correlation, state,
                due_at, attempts, first_at, last_error, created_at)
            values ($1, $2, $3, $4, $5, $6, '{}', $2 || ':' || $7, 'ord_1', $8,
                    $9, 3, $9, 'down', $9)
            """,
            id.Value,
            kind.Name,
            kind.Queue.Name,
            kind.Sources[0].DatabaseRole,
            kind.Target.Value,
            kind.Path,
            effect,
            state,
            at
        );

    /// <summary>A task that was given up at the given moment.</summary>
    public static async Task InsertDeadLetterAsync(
        TestDatabase db,
        MessageId id,
        TaskDefinition kind,
        string how,
        string effect,
        DateTimeOffset at
    )
    {
        await InsertTaskAsync(db, id, kind, how, effect, at);
        await db.RunAsync(
            """
            insert into dead_letters (task_id, name, target, kind, reason, payload, created_at)
            values ($1, $2, $3, $4, 'seeded', '{}', $5)
            """,
            id.Value,
            kind.Name,
            kind.Target.Value,
            how,
            at
        );
    }
}
