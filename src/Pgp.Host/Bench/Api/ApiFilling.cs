namespace Pgp.Host.Bench.Api;

/// <summary>
/// A year of sales. Owners have one to four channels and an equal share of payments; the last one
/// has ten channels and as many payments as he is given. Of twenty payments, fourteen are
/// subscriptions and one is a donation that were paid. Who subscribes comes back every 36 days and
/// gets 30. Every other channel is paid at once, the others collect.
/// </summary>
internal static class ApiFilling
{
    /// <summary>Whoever generates consistent rows needs nobody to check each of them.</summary>
    public const string LoosenSql = """
        set session_replication_role = replica;
        set synchronous_commit = off;
        set maintenance_work_mem = '256MB';
        create function bench_id(at timestamptz, n bigint) returns uuid
          language sql immutable
          return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                  || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid
        """;

    public const string ChannelsSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_threshold_usd, payout_coin, payout_address, owner_user_id,
            created_at)
        select bench_id(now() - interval '1 year', n), 'bench' || lpad(n::text, 8, '0'),
               -1000000000000 - 2 * n, -1000000000001 - 2 * n, 'open', 'closed',
               case n % 2 when 0 then 'instant' else 'threshold' end,
               case n % 2 when 1 then 250 end, 'usdt@eth',
               '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', owner, now() - interval '1 year'
          from (select owner, row_number() over (order by owner, c) as n
                  from generate_series(1, $1) as owner
                 cross join lateral generate_series(
                       1, case owner when $1 then 10 else 1 + owner % 4 end) as c) as numbered
        """;

    public const string TiersSql = """
        insert into tiers (channel_id, tier_no, price_usd, days)
        select channel_id, 1, 9.99, 30 from channels
        """;

    /// <summary>
    /// What is for sale to whom and when; all the tables below are read off it. Newest last.
    /// </summary>
    public const string PlanSql = """
        create unlogged table bench_plan as
        with numbered as (
            select channel_id, owner_user_id, closed_channel_id, payout_strategy,
                   row_number() over (partition by owner_user_id order by channel_id) - 1 as place,
                   count(*) over (partition by owner_user_id) as channels
              from channels
        ), dealt as (
            select numbered.*,
                   case owner_user_id when $1 then $3 else ($2 - $3) / ($1 - 1) end as payments
              from numbered
        )
        select row_number() over (order by owner_user_id, place, i) as n, channel_id,
               closed_channel_id, payout_strategy, k % 20 as fate,
               -- Ten of them a year, each ten times.
               (10_000_000 + owner_user_id * 10_000
                 + place * 1_000 + i % greatest(1, payments / channels / 10))::bigint as user_id,
               i / greatest(1, payments / channels / 10) as visit,
               now() - interval '365 days' + (i + 0.5) * channels / payments
                 * interval '365 days' as at
          from dealt
         cross join lateral (
               select i, i / greatest(1, payments / channels / 10) + i as k
                 from generate_series(0, payments / channels - 1) as i) as each
        """;

    public const string OrdersSql = """
        insert into orders (
            order_id, update_id, user_id, channel_id, kind, tier_no, days, price_usd, state,
            invoice_id, invoice_url, status_token, created_at, invoiced_at)
        select bench_id(at - interval '10 minutes', n), n, user_id, channel_id,
               case fate when 14 then 'donation' else 'subscription' end,
               case fate when 14 then null else 1 end, case fate when 14 then null else 30 end,
               9.99, 'invoiced', 'i' || n, 'https://invoice.example/1', 't' || n,
               at - interval '10 minutes', at - interval '10 minutes'
          from bench_plan
        """;

    public const string PaymentsSql = """
        insert into payments (
            payment_id, provider, provider_payment_id, order_id, channel_id, kind, state,
            provider_status, reason, pay_coin, pay_amount, outcome_coin, outcome_amount,
            outcome_usd, price_source, fee_policy, fee_amount, net_amount, payout_strategy,
            payout_coin, payout_address, created_at, updated_at, paid_at)
        select bench_id(at, n), 'nowpayments', n::text, bench_id(at - interval '10 minutes', n),
               channel_id, case fate when 14 then 'donation' else 'subscription' end,
               case when fate < 15 then 'paid' when fate < 18 then 'expired'
                    when fate = 18 then 'failed' else 'quarantined' end,
               'finished', case when fate = 19 then 'price_differs' end, 'usdt@trx',
               9990000000000000000,
               case when fate < 15 then 'usdt@eth' end, case when fate < 15 then 9900000 end,
               case when fate < 15 then 9.9 end, case when fate < 15 then 'coingecko' end,
               case when fate < 15 then 1 end, case when fate < 15 then 297000 end,
               case when fate < 15 then 9603000 end,
               case when fate < 15 then payout_strategy end,
               case when fate < 15 then 'usdt@eth' end,
               case when fate < 15 then '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' end,
               at, at, case when fate < 15 then at end
          from bench_plan
        """;

    public const string PolicySql = """
        insert into fee_policies (fee_bps, valid_from) values (300, now() - interval '1 year')
        """;

    public const string MessagesSql = """
        insert into payment_events (
            event_id, provider, provider_payment_id, body, body_sha256, signature_form,
            received_at)
        select bench_id(at, n), 'nowpayments', n::text,
               convert_to('{"payment_id":' || n || ',"payment_status":"finished"}', 'utf8'),
               sha256(convert_to(n::text, 'utf8')), 'sorted', at
          from bench_plan
        """;

    // Paid visits of one person, each 36 days after the one before, or more.
    public const string VisitsSql = """
        create unlogged table bench_visits as
        select bench_id(at, n) as payment_id, at, n, user_id, channel_id, closed_channel_id,
               row_number() over person as visit, count(*) over whole as visits,
               first_value(bench_id(at, n)) over person as subscription_id
          from bench_plan
         where fate < 14
        window person as (partition by channel_id, user_id order by at),
               whole as (partition by channel_id, user_id)
        """;

    public const string SubscriptionsSql = """
        insert into subscriptions (
            subscription_id, user_id, channel_id, state, paid_until, tier_no, next_action_at,
            run_seq, version, created_at, updated_at)
        select subscription_id, user_id, channel_id,
               case when at + interval '720 hours' > now() then 'active' else 'expired' end,
               at + interval '720 hours', 1,
               case when at + interval '720 hours' > now() then at + interval '720 hours' end,
               2 * visits - 1,
               case when at + interval '720 hours' > now() then 2 * visits - 1 else 2 * visits end,
               at, at
          from bench_visits
         where visit = visits
        """;

    public const string LogSql = """
        insert into subscription_events (
            subscription_id, seq, kind, state, due, access, payment_id, days, tier_no, valid_from,
            valid_until, price_usd, created_at)
        select subscription_id, 2 * visit - 1,
               case visit when 1 then 'purchased' else 'returned' end, 'active', at, 'opened',
               payment_id, 30, 1, at, at + interval '720 hours', 9.99, at
          from bench_visits
         union all
        select subscription_id, 2 * visit, 'expired', 'expired', at + interval '720 hours',
               'closed', null, null, null, null, null, null, at + interval '720 hours'
          from bench_visits
         where at + interval '720 hours' <= now()
        """;

    public const string InvitesSql = """
        insert into invites (
            cause, payment_id, user_id, closed_channel_id, state, link, link_kind, created_at,
            sent_at, join_is_recorded)
        select 'payment:' || n, payment_id, user_id, closed_channel_id, 'sent',
               'https://t.me/+' || n, 'join_request', at, at, false
          from bench_visits
        """;

    public const string JoinsSql = """
        insert into channel_joins (update_id, chat_id, user_id, joined_at)
        select n, closed_channel_id, user_id, at + interval '1 minute' from bench_visits
        """;

    public const string PayoutsSql = """
        insert into payouts (
            payout_id, payment_id, channel_id, route, source_coin, source_amount, target_coin,
            target_address, state, deposit_address, value_usd, set_aside_at, created_at,
            updated_at)
        select 'instant:pay_' || replace(bench_id(at, n)::text, '-', ''), bench_id(at, n),
               channel_id, 'direct', 'usdt@eth', 9603000, 'usdt@eth',
               '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'handed_over',
               '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 9.603, at, at, at
          from bench_plan
         where fate < 15 and payout_strategy = 'instant'
        """;

    // One of a thousand is still on its way.
    public const string ExecutionsSql = """
        insert into payout_executions (
            payout_id, coin, amount, deposit_address, state, transaction_hash, paid_coin,
            paid_amount, created_at, updated_at, completed_at)
        select 'instant:pay_' || replace(bench_id(at, n)::text, '-', ''), 'usdt@eth', 9603000,
               '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
               case when n % 1000 = 0 then 'received' else 'completed' end,
               case when n % 1000 <> 0 then '0x' || lpad(to_hex(n), 64, '0') end,
               case when n % 1000 <> 0 then 'usdt@eth' end,
               case when n % 1000 <> 0 then 9603000 end, at, at,
               case when n % 1000 <> 0 then at end
          from bench_plan
         where fate < 15 and payout_strategy = 'instant'
        """;

    // What was collected in the last weeks; what is older was paid out long ago.
    public const string CreditsSql = """
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at, usdt_amount, converted_at)
        select bench_id(at, n), bench_id(at, n), channel_id, 'usdt@eth', 9900000, 297000, 9603000,
               9.9, 9.603, at, case when n % 10 > 0 then 9603000 end,
               case when n % 10 > 0 then at end
          from bench_plan
         where fate < 15 and payout_strategy = 'threshold' and at > now() - interval '20 days'
        """;

    public const string BalancesSql = """
        insert into payable_balances (channel_id, payable)
        select channel_id, sum(usdt_amount)
          from credits
         where usdt_amount is not null
         group by channel_id
        """;

    public const string EntriesSql = """
        insert into ledger_entries (entry_id, fact, kind, order_id, payment_id, booked_at)
        select bench_id(at, n), 'paid:' || n, 'payment_settled',
               bench_id(at - interval '10 minutes', n), bench_id(at, n), at
          from bench_plan
         where fate < 15
        """;

    public const string PostingsSql = """
        insert into ledger_postings (entry_id, line, account, coin, amount)
        select bench_id(at, n), line, account, 'usdt@eth', amount
          from bench_plan
         cross join lateral (values
               (1, 'owner:ch_' || replace(channel_id::text, '-', '') || ':payable', -9603000),
               (2, 'platform:fees', -297000),
               (3, 'wallet:host', 9900000)) as posting (line, account, amount)
         where fate < 15
        """;

    public const string TidySql = "drop table bench_plan, bench_visits";

    public const string AnalyzeSql = "vacuum analyze";

    public const string AccountSql = """
        with account as (
            insert into accounts (
                account_id, username, email, password_hash, password_changed_at, telegram_user_id,
                language, created_at)
            values ($1, 'owner_' || $2, 'owner' || $2 || '@example.com', 'none', now(), $2, 'en',
                    now())
        )
        insert into api_keys (key_id, account_id, name, prefix, secret_hash, scopes, created_at)
        values ($1, $1, 'bench', 'pgp_live_bench', $3, array['read'], now())
        """;
}
