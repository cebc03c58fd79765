namespace Pgp.Host.Bench.Settlement;

/// <summary>
/// Fills the tables. Owners have thresholds of 50, 100, 250, 500 and 1,000 dollars in turn; every
/// credit is worth 9 dollars.
/// </summary>
internal static class SettlementFilling
{
    // The rows that these point at would only double the time that filling takes. Tidied up is by
    // hand, so that it does not happen in the middle of measuring.
    public const string LoosenSql = """
        alter table credits
          drop constraint credits_payment_id_fkey,
          drop constraint credits_conversion_id_fkey,
          set (autovacuum_enabled = false)
        """;

    public const string EmptySql = "truncate credits, payable_balances, payout_batches cascade";

    public const string OwnersSql = """
        insert into channels (
            channel_id, link_code, open_channel_id, closed_channel_id, open_title, closed_title,
            payout_strategy, payout_threshold_usd, payout_coin, payout_address, created_at)
        select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
               'bench' || lpad(n::text, 8, '0'), -1000000000000 - 2 * n, -1000000000001 - 2 * n,
               'open', 'closed', 'threshold', (array[50, 100, 250, 500, 1000])[1 + n % 5],
               'usdt@eth', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', now()
          from generate_series(0, $1 - 1) as n
        """;

    // Of each owner's credits the newest hundredth is not changed yet; of the rest so many are not
    // paid as an owner has who is paid whenever the threshold is reached: at random from none to
    // just enough. Everything older is paid, in batches as large as the threshold wants.
    public const string UsualSql = """
        with owner as (
            select channel_id, n, least(ceil(payout_threshold_usd / 9), $1)::bigint as enough
              from (select channel_id, payout_threshold_usd,
                           row_number() over (order by channel_id) - 1 as n
                      from channels) as numbered
        ),
        batch as (
            insert into payout_batches (
                batch_id, channel_id, amount, credits, threshold_usd, target_coin, target_address,
                state, created_at, updated_at, ended_at)
            select gen_random_uuid(), channel_id, 9000000 * enough, enough, 9 * enough, 'usdt@eth',
                   '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'completed',
                   '2026-01-01'::timestamptz + k * interval '1 day', now(), now()
              from owner, generate_series(0, $1 / enough) as k
            returning batch_id, channel_id, created_at
        ),
        numbered as (
            select batch_id, channel_id,
                   row_number() over (partition by channel_id order by created_at) - 1 as k
              from batch
        ),
        credit as (
            select owner.channel_id, i, enough, i < ceil($1 / 100.0) as is_new,
                   i < ceil($1 / 100.0) + (n * 7919 + 13) % (enough + 1) as is_open
              from owner, generate_series(0, $1 - 1) as i
        )
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at, conversion_id, usdt_amount, converted_at, batch_id,
            paid_at)
        select gen_random_uuid(), gen_random_uuid(), credit.channel_id, 'eth@eth',
               2900000000000000, 87000000000000, 2813000000000000, 9.28, 9,
               now() - i * interval '1 hour',
               case when not is_new then gen_random_uuid() end,
               case when not is_new then 9000000 end,
               case when not is_new then now() end,
               numbered.batch_id,
               case when numbered.batch_id is not null then now() end
          from credit
          left join numbered
            on numbered.channel_id = credit.channel_id
           and numbered.k = i / enough
           and not is_open
        """;

    // Nobody was ever paid: all that ever came in waits for thresholds that are far away. One owner
    // of a hundred has just reached it.
    public const string AllPayableSql = """
        with owner as (
            update channels
               set payout_threshold_usd = case when link_code like '%00' then greatest(20, 9 * $1)
                                               else 900000 end
            returning channel_id
        )
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at, conversion_id, usdt_amount, converted_at)
        select gen_random_uuid(), gen_random_uuid(), channel_id, 'eth@eth',
               2900000000000000, 87000000000000, 2813000000000000, 9.28, 9,
               now() - i * interval '1 hour', gen_random_uuid(), 9000000, now()
          from owner, generate_series(0, $1 - 1) as i
        """;

    // The exchange never changed anything: all that ever came in waits for it.
    public const string AllPendingSql = """
        insert into credits (
            credit_id, payment_id, channel_id, coin, gross_amount, fee_amount, net_amount,
            gross_usd, net_usd, credited_at)
        select gen_random_uuid(), gen_random_uuid(), channel_id, 'eth@eth',
               2900000000000000, 87000000000000, 2813000000000000, 9.28, 9,
               now() - i * interval '1 hour'
          from channels, generate_series(0, $1 - 1) as i
        """;

    public const string TidySql = "vacuum analyze";

    public const string CountSql = """
        select count(*) filter (where usdt_amount is not null and batch_id is null),
               count(*) filter (where usdt_amount is null),
               count(*) filter (where paid_at is not null)
          from credits
        """;
}
