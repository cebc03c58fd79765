-- Owners who collect until a threshold. A credit goes through three hands: accumulator writes it
-- down, microbatchprocessor changes its coin into USDT, batchprocessor pays it out. Each hand has
-- columns of its own, so that the row always says where its money is.

do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'pgp_accumulator', 'pgp_microbatchprocessor', 'pgp_batchprocessor', 'pgp_oversight'
  ] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then null;
    end;
    begin
      execute format('grant %I to current_user', wanted);
    exception
      when unique_violation then null;
    end;
    execute format('grant usage on schema public to %I', wanted);
    execute format('grant insert on outbox, inbox, dead_letters to %I', wanted);
    execute format('grant select (effect_key) on outbox to %I', wanted);
    execute format('grant select (message_id) on inbox to %I', wanted);
    execute format('grant select (task_id) on dead_letters to %I', wanted);
    execute format('grant select on schemaversions to %I', wanted);
  end loop;
end
$$;

alter table channels
  add column payout_threshold_usd numeric(18, 6)
    check (payout_threshold_usd between 20 and 1000000),
  add constraint channels_threshold_has_amount
    check (payout_strategy <> 'threshold' or payout_threshold_usd is not null);

create table conversions (
  conversion_id   uuid primary key,
  kind            text           not null check (kind in ('pool', 'single')),
  coin            text           not null,
  -- Exactly what the claimed credits add up to, fees included: all of it is changed.
  amount          numeric(78, 0) not null check (amount > 0),
  -- Worth at settlement, with and without the fee: the weights of the distribution.
  gross_usd       numeric(18, 6) not null check (gross_usd > 0),
  net_usd         numeric(18, 6) not null check (net_usd > 0 and net_usd <= gross_usd),
  state           text           not null check (state in (
    'claimed', 'order_requested', 'executing', 'held', 'completed', 'returned')),
  quoted_amount   numeric(78, 0),
  exchange_id     text           unique,
  deposit_address text,
  -- Micro-USDT that arrived, and what of it went to owners; the rest is the platform's fee.
  received        numeric(78, 0),
  distributed     numeric(78, 0),
  paid_hash       text,
  reason          text,
  created_at      timestamptz    not null,
  updated_at      timestamptz    not null,
  ended_at        timestamptz,
  check (state not in ('executing', 'held', 'completed')
    or (exchange_id is not null and deposit_address is not null)),
  check (state <> 'completed'
    or (received > 0 and distributed > 0 and distributed <= received)),
  check (state not in ('held', 'returned') or reason is not null),
  check ((ended_at is not null) = (state in ('completed', 'returned')))
);

create index conversions_open on conversions (created_at)
  where state not in ('completed', 'returned');
create index conversions_ended on conversions (coin, state, ended_at)
  where state in ('completed', 'returned');

create table payout_batches (
  batch_id        uuid primary key,
  channel_id      uuid           not null references channels,
  -- Micro-USDT: exactly what its credits add up to.
  amount          numeric(78, 0) not null check (amount > 0),
  credits         integer        not null check (credits > 0),
  threshold_usd   numeric(18, 6) not null,
  -- The owner's wishes at the moment of the decision.
  target_coin     text           not null,
  target_address  text           not null,
  target_extra_id text,
  state           text           not null check (state in (
    'reserved', 'held', 'completed', 'released')),
  reason          text,
  -- After a release: not before this moment again.
  retry_at        timestamptz,
  created_at      timestamptz    not null,
  updated_at      timestamptz    not null,
  ended_at        timestamptz,
  check (state not in ('held', 'released') or reason is not null),
  check ((retry_at is not null) = (state = 'released')),
  check ((ended_at is not null) = (state in ('completed', 'released')))
);

-- One payout of a channel at a time.
create unique index payout_batches_one_open on payout_batches (channel_id)
  where state = 'reserved';
create index payout_batches_open on payout_batches (created_at)
  where state in ('reserved', 'held');
create index payout_batches_channel on payout_batches (channel_id, created_at);
-- Those that may keep the next payout of their channel waiting.
create index payout_batches_in_the_way on payout_batches (channel_id)
  where state in ('reserved', 'released');

create table credits (
  credit_id     uuid primary key,
  payment_id    uuid           not null unique references payments,
  channel_id    uuid           not null references channels,
  coin          text           not null,
  gross_amount  numeric(78, 0) not null check (gross_amount > 0),
  fee_amount    numeric(78, 0) not null check (fee_amount >= 0),
  net_amount    numeric(78, 0) not null check (net_amount > 0),
  gross_usd     numeric(18, 6) not null check (gross_usd > 0),
  net_usd       numeric(18, 6) not null check (net_usd > 0 and net_usd <= gross_usd),
  credited_at   timestamptz    not null,
  -- microbatchprocessor: the conversion that claimed it, and its share of the proceeds. A credit
  -- that came in as USDT has its share from the start.
  conversion_id uuid           references conversions,
  usdt_amount   numeric(78, 0) check (usdt_amount >= 0),
  converted_at  timestamptz,
  -- batchprocessor: the batch that reserved it, and when that batch was paid.
  batch_id      uuid           references payout_batches,
  paid_at       timestamptz,
  check (fee_amount + net_amount = gross_amount),
  check ((usdt_amount is null) = (converted_at is null)),
  check (batch_id is null or usdt_amount is not null),
  check (paid_at is null or batch_id is not null)
);

create index credits_pending on credits (coin, credit_id) include (gross_amount, net_usd)
  where conversion_id is null and usdt_amount is null;
create index credits_payable on credits (channel_id) include (usdt_amount)
  where usdt_amount is not null and batch_id is null;
create index credits_conversion on credits (conversion_id) where conversion_id is not null;
create index credits_batch on credits (batch_id) where batch_id is not null;

-- What each channel's converted and unreserved credits add up to: whoever looks for owners that are
-- due reads one row per channel, however many credits there are. Kept by triggers, and by nothing
-- else; what is paid is always the sum of exact credits.
create table payable_balances (
  channel_id uuid           primary key references channels,
  payable    numeric(78, 0) not null
);

create function payable_of(credit credits) returns numeric
  language sql immutable
  return case when (credit).batch_id is null then coalesce((credit).usdt_amount, 0) else 0 end;

-- In the order of channels, so that two statements never wait for each other.
create function add_to_payable_balances() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into payable_balances as balance (channel_id, payable)
  select added.channel_id, sum(payable_of(added))
    from added
   group by added.channel_id
  having sum(payable_of(added)) <> 0
   order by added.channel_id
      on conflict (channel_id) do update
     set payable = balance.payable + excluded.payable;
  return null;
end
$$;

create function move_payable_balances() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into payable_balances as balance (channel_id, payable)
  select later.channel_id, sum(payable_of(later) - payable_of(earlier))
    from later
    join earlier using (credit_id)
   group by later.channel_id
  having sum(payable_of(later) - payable_of(earlier)) <> 0
   order by later.channel_id
      on conflict (channel_id) do update
     set payable = balance.payable + excluded.payable;
  return null;
end
$$;

create trigger credits_add_to_payable_balances
  after insert on credits
  referencing new table as added
  for each statement execute function add_to_payable_balances();
create trigger credits_move_payable_balances
  after update on credits
  referencing old table as earlier new table as later
  for each statement execute function move_payable_balances();

-- A payout has one cause: a payment, or a batch. Conversions have none of these rows: their order
-- and their execution point at the conversion by the id that they share.
alter table payouts
  alter column payment_id drop not null,
  add column batch_id uuid unique references payout_batches,
  add constraint payouts_have_one_cause check ((payment_id is null) <> (batch_id is null));
alter table swap_orders drop constraint swap_orders_payout_id_fkey;
alter table payout_executions
  drop constraint payout_executions_payout_id_fkey,
  drop constraint payout_executions_state_check,
  add constraint payout_executions_state_check check (state in (
    'received', 'transfer_requested', 'deposited', 'held', 'completed', 'refunded',
    'failed_review')),
  add constraint payout_executions_refund_has_amount
    check (state <> 'refunded' or (paid_amount > 0 and reason is not null)),
  add constraint payout_executions_held_has_reason
    check (state <> 'held' or reason is not null);
alter table chain_transfers
  drop constraint chain_transfers_payout_id_fkey,
  add constraint chain_transfers_payout_id_fkey
    foreign key (payout_id) references payout_executions;

grant select, insert on credits to pgp_accumulator;
grant select on payments, fee_policies to pgp_accumulator;
grant select on credits to pgp_microbatchprocessor, pgp_batchprocessor;
grant update (conversion_id, usdt_amount, converted_at) on credits to pgp_microbatchprocessor;
grant update (batch_id, paid_at) on credits to pgp_batchprocessor;
grant select, insert, update on conversions to pgp_microbatchprocessor;
grant select on conversions to pgp_hostpay1;
grant select, insert, update on payout_batches to pgp_batchprocessor;
grant select on channels, payable_balances to pgp_batchprocessor;
grant select on payout_batches to pgp_split1;
grant insert on ledger_entries, ledger_postings to pgp_microbatchprocessor;
grant select (fact) on ledger_entries to pgp_microbatchprocessor;
grant select on ledger_postings to pgp_microbatchprocessor;
grant select, insert, update, delete on job_runs to
  pgp_microbatchprocessor, pgp_batchprocessor, pgp_oversight, pgp_orchestrator;
grant select, insert, update, delete on task_leases to pgp_server;
-- Whoever watches reads everything.
grant select on all tables in schema public to pgp_oversight;
grant select on job_runs, credits, conversions, payout_batches, payable_balances to pgp_reader;
