-- How much may move, and whether it may move at all: an operator decides both while the services
-- run. Both tables only grow: the newest row of a name is in force, the others say who thought
-- otherwise before, when and why.

create table limits (
  version    integer generated always as identity primary key,
  limit_type text           not null check (limit_type ~ '^[a-z0-9_]{1,60}$'),
  scope      text           not null check (scope in ('invoice', 'payout')),
  -- What is added up before it is compared: one transaction, or all of one buyer or one channel
  -- in the last 24 hours or 30 days.
  span       text           not null check (span in ('transaction', 'day', 'thirty_days')),
  amount_usd numeric(18, 6) not null check (amount_usd > 0),
  -- Exactly the amount passes either way.
  action     text           not null check (action in ('block', 'alert')),
  valid_from timestamptz    not null,
  changed_by text           not null check (length(changed_by) between 1 and 100),
  reason     text           not null check (length(reason) between 1 and 500)
);

create index limits_newest on limits (scope, limit_type, version desc);

create table switches (
  change     integer generated always as identity primary key,
  name       text        not null check (name in ('new_invoices', 'swaps', 'payouts')),
  is_on      boolean     not null,
  changed_at timestamptz not null,
  changed_by text        not null check (length(changed_by) between 1 and 100),
  reason     text        not null check (length(reason) between 1 and 500)
);

create index switches_newest on switches (name, change desc);

create function policy_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger limits_append_only
  before update or delete or truncate on limits
  for each statement execute function policy_is_append_only();
create trigger switches_append_only
  before update or delete or truncate on switches
  for each statement execute function policy_is_append_only();

insert into limits (limit_type, scope, span, amount_usd, action, valid_from, changed_by, reason)
select limit_type, scope, span, amount_usd, action, now(), 'migration', 'the standard'
  from (values
    ('per_transaction_max', 'invoice', 'transaction', 1000, 'block'),
    ('daily_per_user_max', 'invoice', 'day', 5000, 'block'),
    ('monthly_per_user_max', 'invoice', 'thirty_days', 25000, 'block'),
    ('large_transaction_threshold', 'invoice', 'transaction', 500, 'alert'),
    ('payout_per_transaction_max', 'payout', 'transaction', 10000, 'block'),
    ('payout_daily_per_channel_max', 'payout', 'day', 20000, 'block'),
    ('payout_monthly_per_channel_max', 'payout', 'thirty_days', 100000, 'block'),
    ('payout_large_threshold', 'payout', 'transaction', 5000, 'alert')
  ) as standard (limit_type, scope, span, amount_usd, action);

insert into switches (name, is_on, changed_at, changed_by, reason)
select name, true, now(), 'migration', 'the standard'
  from unnest(array['new_invoices', 'swaps', 'payouts']) as standard (name);

-- A payout over a limit exists, but nothing is set aside for it until it may go on.
alter table payouts
  add column value_usd     numeric(18, 6) check (value_usd >= 0),
  add column set_aside_at  timestamptz,
  add column held_by_limit boolean not null default false,
  add column limit_looks   integer not null default 0 check (limit_looks >= 0),
  add constraint payouts_held_by_limit_say_why check (
    not held_by_limit or (
      state = 'created' and set_aside_at is null and value_usd is not null
      and reason is not null));

update payouts
   set set_aside_at = payouts.created_at,
       value_usd    = trunc(outcome_usd * source_amount / outcome_amount, 6)
  from payments
 where payments.payment_id = payouts.payment_id;
update payouts
   set set_aside_at = created_at,
       value_usd    = source_amount * 0.000001
 where batch_id is not null;

create index payouts_set_aside on payouts (channel_id, set_aside_at) include (value_usd);
create index payouts_held_by_limit on payouts (created_at) where held_by_limit;

grant select on limits to pgp_server, pgp_webapi, pgp_split1;
-- microbatchprocessor starts no conversion that split3 would not open an order for.
grant select on switches to
  pgp_server, pgp_split3, pgp_microbatchprocessor, pgp_hostpay3;
grant select, insert on limits, switches to pgp_oversight;
grant select on limits, switches to pgp_reader;
-- What a buyer has spent: whether money came, when, and what it was worth.
grant select (order_id, state, outcome_usd, created_at, paid_at) on payments to pgp_server;
