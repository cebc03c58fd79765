-- What the provider said (np_ipn), what we found true and did about it (orchestrator), how the buyer
-- got in (invite), what the owner was told (notifications).

create table payment_events (
  event_id            uuid primary key,
  provider            text        not null,
  provider_payment_id text        not null check (length(provider_payment_id) between 1 and 64),
  -- The exact bytes that were signed.
  body                bytea       not null,
  body_sha256         bytea       not null,
  signature_form      text        not null,
  received_at         timestamptz not null,
  unique (provider, body_sha256)
);

create index payment_events_payment on payment_events (provider_payment_id, received_at);

create table fee_policies (
  version     integer generated always as identity primary key,
  fee_bps     integer     not null check (fee_bps between 0 and 10000),
  valid_from  timestamptz not null
);

create table payments (
  payment_id          uuid primary key,
  provider            text           not null,
  provider_payment_id text           not null,
  order_id            uuid           references orders,
  state               text           not null check (state in (
    'waiting', 'confirming', 'partially_paid', 'paid', 'failed', 'expired', 'refunded',
    'quarantined')),
  provider_status     text           not null,
  -- Why a payment is held back; null where nothing is wrong.
  reason              text,
  pay_coin            text,
  pay_amount          numeric(78, 0),
  actually_paid       numeric(78, 0),
  outcome_coin        text,
  outcome_amount      numeric(78, 0),
  outcome_usd         numeric(18, 6),
  price_source        text,
  -- Decided at settlement and never changed by later settings.
  fee_policy          integer        references fee_policies,
  fee_amount          numeric(78, 0),
  net_amount          numeric(78, 0),
  channel_id          uuid           references channels,
  payout_strategy     text,
  payout_coin         text,
  payout_address      text,
  payout_extra_id     text,
  created_at          timestamptz    not null,
  updated_at          timestamptz    not null,
  paid_at             timestamptz,
  unique (provider, provider_payment_id),
  check (state <> 'paid' or (
    order_id is not null and outcome_amount > 0 and fee_amount is not null
    and fee_amount + net_amount = outcome_amount and payout_address is not null
    and paid_at is not null)),
  check (state <> 'quarantined' or reason is not null)
);

create index payments_order on payments (order_id);

-- Orders whose provider must be asked even if no message comes.
create table payment_polls (
  order_id  uuid primary key references orders,
  next_at   timestamptz not null,
  looks     integer     not null default 0,
  closed_at timestamptz
);

create index payment_polls_due on payment_polls (next_at) where closed_at is null;

create table subscriptions (
  subscription_id uuid primary key,
  user_id         bigint      not null,
  channel_id      uuid        not null references channels,
  paid_until      timestamptz not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  unique (user_id, channel_id)
);

create table subscription_events (
  payment_id      uuid primary key references payments,
  subscription_id uuid        not null references subscriptions,
  kind            text        not null check (kind in ('purchased', 'renewed')),
  days            integer     not null check (days > 0),
  valid_from      timestamptz not null,
  valid_until     timestamptz not null,
  created_at      timestamptz not null
);

create table invites (
  payment_id        uuid primary key references payments,
  user_id           bigint      not null,
  closed_channel_id bigint      not null,
  state             text        not null check (state in ('requested', 'linked', 'sent', 'failed')),
  link              text,
  link_expires_at   timestamptz,
  reason            text,
  created_at        timestamptz not null,
  sent_at           timestamptz,
  check (state not in ('linked', 'sent') or link is not null)
);

create table notices (
  notice_key text primary key,
  chat_id    bigint      not null,
  state      text        not null check (state in ('sent', 'unreachable')),
  created_at timestamptz not null
);

grant select, insert on payment_events to pgp_np_ipn;
grant select on payments, invites to pgp_np_ipn;
grant select, insert on fee_policies, subscription_events to pgp_orchestrator;
grant select, insert, update on payments, payment_polls, subscriptions to pgp_orchestrator;
grant select on payments to pgp_invite, pgp_split1;
grant select, insert, update on invites to pgp_invite;
grant select, insert on notices to pgp_notifications;
grant select on payment_events, fee_policies, payments, payment_polls, subscriptions,
  subscription_events, invites, notices to pgp_reader;
