-- What is sold (written by webapi) and what buyers accepted (written by server).

create table channels (
  channel_id        uuid primary key,
  -- Short, unguessable part of deep links; a start parameter has 64 characters at most.
  link_code         text        not null unique check (link_code ~ '^[A-Za-z0-9]{8,16}$'),
  open_channel_id   bigint      not null unique check (open_channel_id < 0),
  closed_channel_id bigint      not null unique check (closed_channel_id < 0),
  open_title        text        not null check (length(open_title) between 1 and 128),
  closed_title      text        not null check (length(closed_title) between 1 and 128),
  payout_strategy   text        not null check (payout_strategy in ('instant', 'threshold')),
  payout_coin       text        not null check (payout_coin ~ '^[a-z0-9]+@[a-z0-9]+$'),
  payout_address    text        not null check (length(payout_address) between 10 and 120),
  payout_extra_id   text        check (length(payout_extra_id) between 1 and 64),
  -- How much less than the price is still accepted, in basis points.
  tolerance_bps     integer     not null default 200 check (tolerance_bps between 0 and 2000),
  notify_chat_id    bigint,
  created_at        timestamptz not null,
  check (open_channel_id <> closed_channel_id)
);

create table tiers (
  channel_id uuid           not null references channels,
  tier_no    smallint       not null check (tier_no between 1 and 3),
  price_usd  numeric(18, 6) not null check (price_usd > 0 and price_usd <= 9999.99),
  days       integer        not null check (days between 1 and 999),
  primary key (channel_id, tier_no)
);

create table bot_updates (
  update_id   bigint primary key,
  handled_at  timestamptz,
  received_at timestamptz not null
);

create table orders (
  order_id     uuid primary key,
  -- The Telegram update that caused it: a repeated update finds its order again.
  update_id    bigint         not null unique,
  user_id      bigint         not null check (user_id > 0),
  channel_id   uuid           not null references channels,
  kind         text           not null check (kind in ('subscription', 'donation')),
  tier_no      smallint,
  days         integer,
  price_usd    numeric(18, 6) not null check (price_usd > 0),
  state        text           not null default 'created' check (state in ('created', 'invoiced')),
  invoice_id   text           unique,
  invoice_url  text,
  -- Lets the payment page see this order and no other.
  status_token text           not null unique,
  traceparent  text,
  created_at   timestamptz    not null,
  invoiced_at  timestamptz,
  check ((kind = 'subscription') = (tier_no is not null and days > 0)),
  check ((state = 'invoiced') = (invoice_id is not null and invoice_url is not null))
);

create index orders_user on orders (user_id, created_at);
create index orders_invoiced on orders (created_at) where state = 'invoiced';

grant select, insert on channels, tiers to pgp_webapi;
grant select on channels, tiers to pgp_server, pgp_orchestrator, pgp_invite, pgp_notifications;
grant select, insert, update on bot_updates, orders to pgp_server;
grant select on orders to pgp_np_ipn, pgp_orchestrator, pgp_invite;
grant select on channels, tiers, orders to pgp_reader;
