-- One payout, seen by those who work on it: split1 leads it to a funded order, split3 keeps the
-- order it opened, hostpay1 executes and follows it, hostpay3 alone owns wallet, nonces and
-- transactions.

create table payouts (
  payout_id        text primary key check (payout_id ~ '^[a-z]+:[a-z0-9_]+$'),
  payment_id       uuid           not null unique references payments,
  channel_id       uuid           not null references channels,
  route            text           not null check (route in ('swap', 'direct')),
  source_coin      text           not null,
  source_amount    numeric(78, 0) not null check (source_amount > 0),
  target_coin      text           not null,
  target_address   text           not null,
  target_extra_id  text,
  estimated_amount numeric(78, 0),
  state            text           not null check (state in (
    'created', 'order_requested', 'handed_over', 'failed_review')),
  exchange_id      text           unique,
  deposit_address  text,
  reason           text,
  created_at       timestamptz    not null,
  updated_at       timestamptz    not null,
  check (state <> 'handed_over' or deposit_address is not null),
  check (state <> 'failed_review' or reason is not null)
);

create table swap_orders (
  payout_id       text primary key references payouts,
  state           text           not null check (state in ('requested', 'created', 'refused')),
  -- Counted before each request: an answer that got lost leaves its mark.
  requests        integer        not null,
  exchange_id     text           unique,
  deposit_address text,
  refusal         text,
  created_at      timestamptz    not null,
  updated_at      timestamptz    not null,
  check (state <> 'created' or (exchange_id is not null and deposit_address is not null)),
  check (state <> 'refused' or refusal is not null)
);

create table payout_executions (
  payout_id        text primary key references payouts,
  coin             text           not null,
  amount           numeric(78, 0) not null check (amount > 0),
  deposit_address  text           not null,
  exchange_id      text           unique,
  state            text           not null check (state in (
    'received', 'transfer_requested', 'deposited', 'completed', 'failed_review')),
  looks            integer        not null default 0,
  last_status      text,
  transaction_hash text,
  paid_coin        text,
  paid_amount      numeric(78, 0),
  paid_hash        text,
  reason           text,
  created_at       timestamptz    not null,
  updated_at       timestamptz    not null,
  completed_at     timestamptz,
  check (state <> 'completed' or (transaction_hash is not null and paid_amount > 0)),
  check (state <> 'failed_review' or reason is not null)
);

create table wallets (
  address    text primary key check (address ~ '^0x[0-9a-fA-F]{40}$'),
  chain_id   bigint      not null,
  next_nonce bigint      not null check (next_nonce >= 0),
  created_at timestamptz not null
);

create table chain_transfers (
  payout_id    text primary key references payouts,
  wallet       text           not null references wallets,
  coin         text           not null,
  amount       numeric(78, 0) not null check (amount > 0),
  to_address   text           not null,
  state        text           not null check (state in (
    'requested', 'reserved', 'signed', 'broadcast', 'confirmed', 'reverted', 'rejected', 'review')),
  -- Set once, in the transaction that reserves, and never again: one payout, one nonce.
  nonce        bigint,
  gas_limit    bigint,
  -- The first bid, wei per gas; replacements are rows of chain_transactions.
  max_fee      numeric(78, 0),
  priority_fee numeric(78, 0),
  gas_reserved numeric(78, 0),
  error_code   text,
  reason       text,
  looks        integer        not null default 0,
  created_at   timestamptz    not null,
  updated_at   timestamptz    not null,
  unique (wallet, nonce),
  check (state in ('requested', 'rejected') or nonce is not null)
);

create index chain_transfers_open on chain_transfers (wallet)
  where state in ('reserved', 'signed', 'broadcast', 'review');

create table chain_transactions (
  transaction_hash text primary key,
  payout_id        text           not null references chain_transfers,
  nonce            bigint         not null,
  raw              bytea          not null,
  max_fee          numeric(78, 0) not null,
  priority_fee     numeric(78, 0) not null,
  state            text           not null check (state in (
    'signed', 'broadcast', 'confirmed', 'reverted', 'replaced')),
  block_number     bigint,
  gas_used         bigint,
  gas_price        numeric(78, 0),
  created_at       timestamptz    not null,
  broadcast_at     timestamptz
);

create index chain_transactions_payout on chain_transactions (payout_id, created_at);

create function nonce_is_set_once() returns trigger language plpgsql as $$
begin
  if old.nonce is not null and new.nonce is distinct from old.nonce then
    raise exception 'payout % already has nonce %', old.payout_id, old.nonce
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger chain_transfers_nonce_once
  before update on chain_transfers
  for each row execute function nonce_is_set_once();

grant select, insert, update on payouts to pgp_split1;
grant select on payouts to pgp_split3, pgp_hostpay1;
grant select on swap_orders to pgp_split1;
grant select, insert, update on swap_orders to pgp_split3;
grant select, insert, update on payout_executions to pgp_hostpay1;
-- hostpay3 checks every order it gets against what hostpay1 recorded.
grant select on payout_executions to pgp_hostpay3;
grant select, insert, update on wallets, chain_transfers, chain_transactions to pgp_hostpay3;
grant select on payouts, swap_orders, payout_executions, wallets, chain_transfers,
  chain_transactions to pgp_reader;
