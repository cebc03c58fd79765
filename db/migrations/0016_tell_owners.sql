-- Owners hear in their language, from facts and not from ready sentences: whoever tells them reads
-- what a piece of news is about. An owner who cannot be reached is on record with what he missed, so
-- that Telegram is not asked in vain for each piece of news, and nothing is lost until he is back.

alter table notices
  drop constraint notices_state_check,
  -- 'unreachable' was written before what was missed was kept.
  add constraint notices_state_check check (state in ('sent', 'unreachable', 'undelivered')),
  add column channel_id uuid references channels,
  add column event      text,
  add column subject    text,
  add column detail     text,
  add column told_at    timestamptz,
  add constraint notices_undelivered_can_be_told check (state <> 'undelivered' or (
    channel_id is not null and event is not null and subject is not null and detail is not null));

create index notices_undelivered on notices (created_at) where state = 'undelivered';

create table unreachable_owners (
  chat_id  bigint primary key,
  since    timestamptz not null,
  reason   text        not null check (reason in ('blocked', 'chat_not_found', 'no_rights')),
  -- The last call in vain; the next one comes a day later, or when the person has been seen.
  tried_at timestamptz not null
);

grant update (chat_id, state, told_at) on notices to pgp_notifications;
grant select, insert, update, delete on unreachable_owners to pgp_notifications;
grant select, insert, update, delete on job_runs to pgp_notifications;
grant select on payouts, payout_executions, payout_batches, subscriptions, subscription_events
  to pgp_notifications;
grant select on unreachable_owners to pgp_oversight, pgp_reader;
