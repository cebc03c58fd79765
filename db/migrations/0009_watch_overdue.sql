-- Nothing gets stuck unnoticed: what should have ended by now is kept in one list, told once per
-- occurrence, and struck off when its cause is gone. Dead letters remember what became of them, so
-- that one can be put back under the same id and a second failure shows up again. The indexes are
-- partial: each holds what a look of the watch goes through, and little else.

create table overdue_items (
  kind            text        not null,
  subject         text        not null,
  reason          text        not null,
  since           timestamptz not null,
  -- Of this occurrence: it may have come up and gone before.
  first_seen_at   timestamptz not null,
  last_seen_at    timestamptz not null,
  occurrence      integer     not null default 1 check (occurrence >= 1),
  cleared_at      timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note            text,
  primary key (kind, subject),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);

create index overdue_items_open on overdue_items (kind, since) where cleared_at is null;

-- What each channel was told of each alert; a channel that is down must not repeat the others.
create table alert_deliveries (
  alert_key  text        not null,
  channel    text        not null check (channel in ('log', 'telegram', 'slack')),
  state      text        not null check (state in ('sent', 'refused')),
  detail     text,
  created_at timestamptz not null,
  primary key (alert_key, channel),
  check (state <> 'refused' or detail is not null)
);

-- Who was seen entering which channel, and by which link: without it nobody could tell a used
-- invite from one that never arrived.
create table channel_joins (
  update_id bigint primary key,
  chat_id   bigint      not null,
  user_id   bigint      not null,
  link      text,
  joined_at timestamptz not null
);

create index channel_joins_user on channel_joins (user_id, chat_id);
create index channel_joins_link on channel_joins (link) where link is not null;

-- Links sent before entries were recorded would all look unused.
alter table invites add column join_is_recorded boolean not null default false;
alter table invites alter column join_is_recorded set default true;
create index invites_sent on invites (link_expires_at) where state = 'sent' and join_is_recorded;

alter table dead_letters
  add column state      text    not null default 'open'
    check (state in ('open', 'replayed', 'discarded')),
  add column replays    integer not null default 0 check (replays >= 0),
  add column handled_at timestamptz,
  add column handled_by text,
  add column note       text,
  add constraint dead_letters_handled_by_somebody
    check (state = 'open' or (handled_at is not null and handled_by is not null)),
  add constraint dead_letters_discarded_for_a_reason
    check (state <> 'discarded' or note is not null);

create index dead_letters_open on dead_letters (created_at) where state = 'open';
create index payments_paid on payments (paid_at) where state = 'paid';
create index payments_unsettled on payments (state, updated_at)
  where state in ('quarantined', 'partially_paid');
create index payouts_open on payouts (created_at) where state in ('created', 'order_requested');
create index payouts_handed_over on payouts (updated_at) where state = 'handed_over';
create index payouts_review on payouts (updated_at) where state = 'failed_review';
create index payout_executions_open on payout_executions (created_at)
  where state in ('received', 'transfer_requested', 'deposited');
create index payout_executions_held on payout_executions (created_at)
  where state in ('held', 'refunded', 'failed_review');
create index chain_transfers_under_way on chain_transfers (created_at)
  where state in ('requested', 'reserved', 'signed', 'broadcast');
create index chain_transfers_review on chain_transfers (created_at) where state = 'review';

grant select, insert, update on overdue_items to pgp_oversight;
grant select, insert on alert_deliveries to pgp_notifications;
grant select on alert_deliveries to pgp_oversight;
grant insert on channel_joins to pgp_server;
grant select (update_id) on channel_joins to pgp_server;
grant select on channel_joins to pgp_oversight;
grant select on overdue_items, alert_deliveries, channel_joins to pgp_reader;

-- Putting a task back, by an operator's command or by the watch itself.
grant update (state, due_at, attempts, first_at, started_at, finished_at, last_error) on outbox
  to pgp_oversight;
grant update (state, replays, handled_at, handled_by, note) on dead_letters to pgp_oversight;

-- A task that was put back and fails again is a dead letter again; whoever records it may say so.
grant select (state, kind, reason, created_at), update (state, kind, reason, created_at)
  on dead_letters to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_accumulator, pgp_microbatchprocessor, pgp_batchprocessor,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3, pgp_dispatcher,
  pgp_oversight;
