-- Letting in and out. An invite belongs to what caused it: a payment, a trial, a gift, or the wish
-- for another one; a removal belongs to the entry of the subscription's log that closed access.

alter table invites
  add column cause           text,
  add column subscription_id uuid references subscriptions,
  add column link_kind       text check (link_kind in ('join_request', 'single_use')),
  add column revoked_at      timestamptz;

update invites
   set cause     = 'payment:pay_' || replace(payment_id::text, '-', ''),
       link_kind = case when link is not null then 'single_use' end;

alter table invites
  alter column cause set not null,
  drop constraint invites_pkey,
  add primary key (cause),
  alter column payment_id drop not null,
  drop constraint invites_state_check,
  -- member: inside already, so that nobody had to be invited.
  add constraint invites_state_check
    check (state in ('requested', 'linked', 'sent', 'failed', 'member'));

create unique index invites_payment on invites (payment_id) where payment_id is not null;
create index invites_person on invites (user_id, closed_channel_id);
create index invites_link on invites (link) where link is not null;

create table gifts (
  code        text        primary key check (code ~ '^[A-Za-z0-9]{8,16}$'),
  order_id    uuid        not null unique references orders,
  payment_id  uuid        not null unique references payments,
  created_at  timestamptz not null,
  redeemed_by bigint      check (redeemed_by > 0),
  redeemed_at timestamptz,
  check ((redeemed_by is null) = (redeemed_at is null))
);

create table removals (
  subscription_id   uuid        not null references subscriptions,
  seq               integer     not null,
  user_id           bigint      not null,
  closed_channel_id bigint      not null,
  -- open: to be done; banned: out, and the way back is still shut; done; skipped: an administrator
  -- cannot be removed; overtaken: has access again.
  state             text        not null
    check (state in ('open', 'banned', 'done', 'skipped', 'overtaken')),
  -- When access ended.
  due               timestamptz not null,
  refusals          integer     not null default 0 check (refusals >= 0),
  reason            text,
  next_try_at       timestamptz,
  removed_at        timestamptz,
  primary key (subscription_id, seq),
  check ((state in ('open', 'banned')) = (next_try_at is not null))
);

create index removals_open on removals (next_try_at) where next_try_at is not null;

-- The nightly comparison of who has paid with who is inside. A look at each person is kept, so
-- that a run which was cut off goes on where it was.
create table member_looks (
  channel_id uuid        not null references channels,
  day        date        not null,
  user_id    bigint      not null,
  has_paid   boolean     not null,
  is_inside  boolean     not null,
  looked_at  timestamptz not null,
  primary key (channel_id, day, user_id)
);

create table member_comparisons (
  channel_id uuid        not null references channels,
  day        date        not null,
  -- Paid and not inside; inside and not paid.
  missing    integer     not null check (missing >= 0),
  strangers  integer     not null check (strangers >= 0),
  done_at    timestamptz not null,
  primary key (channel_id, day)
);

grant select on subscriptions, subscription_events, orders, channel_joins to pgp_invite;
grant select, insert, update on removals to pgp_invite;
grant select, insert on member_looks, member_comparisons to pgp_invite;
grant select, insert, update, delete on job_runs to pgp_invite;
grant select, insert, update on gifts to pgp_orchestrator;
grant select on gifts to pgp_server;
grant select on gifts, removals, member_looks, member_comparisons to pgp_oversight, pgp_reader;
