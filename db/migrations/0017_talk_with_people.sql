-- The bot's side of talking: what it has asked, what is being typed, what was said to members.
-- All of it is in the database, so that a restart in the middle loses nothing.

create table conversations (
  user_id    bigint      primary key check (user_id > 0),
  topic      text        not null,
  subject    text        not null,
  expires_at timestamptz not null
);

create table donation_keypads (
  keypad_id       bigint      generated always as identity primary key,
  -- A repeated update finds the keypad that it opened.
  update_id       bigint      not null unique,
  user_id         bigint      not null check (user_id > 0),
  open_channel_id bigint      not null,
  chat_id         bigint      not null,
  message_id      integer,
  amount          text        not null check (amount ~ '^[0-9]{1,4}([.][0-9]{0,2})?$'),
  state           text        not null check (state in ('open', 'confirmed', 'closed')),
  confirmed_by    bigint,
  touched_at      timestamptz not null,
  unique (chat_id, message_id),
  check ((state = 'confirmed') = (confirmed_by is not null))
);

create index donation_keypads_open on donation_keypads (user_id, chat_id) where state = 'open';

create table coupons (
  coupon_id      uuid           primary key,
  channel_id     uuid           not null references channels,
  code           text           not null check (code ~ '^[A-Z0-9]{3,20}$'),
  percent_off    integer        check (percent_off between 1 and 100),
  amount_off_usd numeric(18, 6) check (amount_off_usd > 0),
  -- For how many paid periods of one person it counts; null: for all.
  periods        integer        check (periods > 0),
  -- How many people may use it; null: any number.
  uses_max       integer        check (uses_max > 0),
  expires_at     timestamptz,
  state          text           not null check (state in ('active', 'ended')),
  created_at     timestamptz    not null,
  unique (channel_id, code),
  check ((percent_off is null) <> (amount_off_usd is null))
);

alter table orders
  add column coupon_id  uuid references coupons,
  -- The message in the buyer's chat that says where the order stands.
  add column message_id integer;

create index orders_coupon on orders (coupon_id) where coupon_id is not null;

-- Said once: a row for each reminder and each notice, whoever looks and however often.
create table reminders (
  subscription_id uuid        not null references subscriptions,
  days_left       integer     not null check (days_left in (7, 3, 1)),
  until           timestamptz not null,
  created_at      timestamptz not null,
  primary key (subscription_id, until, days_left)
);

create table member_notices (
  notice_key      text        primary key,
  subscription_id uuid        not null references subscriptions,
  user_id         bigint      not null,
  state           text        not null check (state in ('sent', 'unreachable')),
  created_at      timestamptz not null
);

create table reminder_mutes (
  subscription_id uuid        primary key references subscriptions,
  muted_at        timestamptz not null
);

grant select, insert, update, delete on conversations to pgp_server;
grant select, insert, update on donation_keypads to pgp_server;
grant select on coupons to pgp_server;
grant select, insert on reminders, member_notices, reminder_mutes to pgp_server;
grant select on subscriptions, invites to pgp_server;
grant select (payment_id, provider_payment_id, updated_at) on payments to pgp_server;
grant select, insert, update, delete on job_runs to pgp_server;
grant select on conversations, donation_keypads, coupons, reminders, member_notices,
  reminder_mutes to pgp_reader, pgp_oversight;
