-- Owners in the bot: which chats the bot was let into and by whom, what somebody who connects a pair
-- has said so far, and changes of a wallet, which wait before they count. A wallet's changes are its
-- audit: nothing of them is ever removed.

create table bot_chats (
  chat_id    bigint      primary key check (chat_id < 0),
  title      text        not null check (length(title) between 1 and 128),
  kind       text        not null check (kind in ('channel', 'supergroup', 'group')),
  -- Who made the bot an administrator; only that person is offered the chat.
  added_by   bigint      check (added_by > 0),
  status     text        not null check (status in (
    'creator', 'administrator', 'member', 'restricted', 'left', 'kicked')),
  can_post   boolean     not null,
  can_invite boolean     not null,
  can_ban    boolean     not null,
  -- Telegram's moment and number of the newest news, so that older news changes nothing.
  seen_at    timestamptz not null,
  update_id  bigint      not null
);

create index bot_chats_added_by on bot_chats (added_by) where status = 'administrator';

create table channel_drafts (
  user_id              bigint         primary key check (user_id > 0),
  open_channel_id      bigint,
  closed_channel_id    bigint,
  -- '9.99 30': price in dollars, days.
  tiers                text[]         not null default '{}',
  payout_strategy      text           check (payout_strategy in ('instant', 'threshold')),
  payout_threshold_usd numeric(18, 6),
  payout_coin          text,
  payout_address       text,
  payout_extra_id      text,
  -- The question about a memo was answered, be it with none.
  is_memo_known        boolean        not null default false,
  updated_at           timestamptz    not null
);

create table wallet_changes (
  change_id        uuid        primary key,
  channel_id       uuid        not null references channels,
  changed_by       bigint      not null check (changed_by > 0),
  before_coin      text        not null,
  before_address   text        not null,
  before_extra_id  text,
  payout_coin      text        not null check (payout_coin ~ '^[a-z0-9]+@[a-z0-9]+$'),
  payout_address   text        not null check (length(payout_address) between 10 and 120),
  payout_extra_id  text        check (length(payout_extra_id) between 1 and 64),
  -- overtaken: the wallet was no longer the one that was to be replaced, or the owner another.
  state            text        not null check (state in (
    'held', 'applied', 'cancelled', 'overtaken')),
  requested_at     timestamptz not null,
  hold_until       timestamptz not null check (hold_until > requested_at),
  ended_at         timestamptz,
  ended_by         bigint,
  check ((ended_at is not null) = (state <> 'held')),
  check ((ended_by is not null) = (state = 'cancelled'))
);

-- Never two that wait.
create unique index wallet_changes_one_held on wallet_changes (channel_id) where state = 'held';
create index wallet_changes_due on wallet_changes (hold_until) where state = 'held';
create index wallet_changes_channel on wallet_changes (channel_id, requested_at);

grant select, insert, update on bot_chats to pgp_server;
grant select, insert, update, delete on channel_drafts to pgp_server;
grant select, insert, update (state, ended_at, ended_by) on wallet_changes to pgp_server;

-- Never the Telegram ids, the owner or the link code.
grant insert, update (open_description, closed_description, donation_text, trial_days, grace_days,
  tolerance_bps, muted_events, payout_coin, payout_address, payout_extra_id) on channels
  to pgp_server;
grant insert, update (price_usd, days), delete on tiers to pgp_server;
grant insert, update (state) on coupons to pgp_server;

-- What /status shows an owner.
grant select on payable_balances, standing_posts to pgp_server;
grant select (channel_id, net_usd, usdt_amount) on credits to pgp_server;
grant select (payout_id, channel_id) on payouts to pgp_server;
grant select (payout_id, state, paid_coin, paid_amount, paid_hash, completed_at)
  on payout_executions to pgp_server;

grant select on bot_chats, channel_drafts, wallet_changes to pgp_oversight, pgp_reader;
