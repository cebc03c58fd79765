-- What the people's side knows beyond a purchase: whose a channel is, what language somebody
-- speaks, and what an order carries besides its price.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['pgp_broadcast'] loop
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
    execute format('grant select, insert, update, delete on task_leases to %I', wanted);
    execute format('grant select on schemaversions to %I', wanted);
  end loop;
end
$$;

alter table channels
  -- The Telegram account that connected the channel and may change it; null where an operator did.
  add column owner_user_id      bigint check (owner_user_id > 0),
  add column open_description   text check (length(open_description) between 1 and 500),
  add column closed_description text check (length(closed_description) between 1 and 500),
  -- Invites to donate; shown in the closed channel.
  add column donation_text      text check (length(donation_text) between 1 and 1000),
  -- Days that somebody who never had access may try for nothing; 0: no trial.
  add column trial_days         integer not null default 0 check (trial_days between 0 and 90),
  -- Events that the owner does not want to hear of.
  add column muted_events       text[]  not null default '{}';

create index channels_owner on channels (owner_user_id) where owner_user_id is not null;

create table bot_people (
  user_id     bigint      primary key check (user_id > 0),
  language    text        not null check (language in ('en', 'ru', 'es', 'pt')),
  -- Chosen by the person, so that Telegram's word no longer changes it.
  is_chosen   boolean     not null default false,
  -- False once Telegram said that the person cannot be written to.
  is_reachable boolean    not null default true,
  seen_at     timestamptz not null
);

alter table orders drop constraint orders_kind_check, drop constraint orders_check;
alter table orders
  add constraint orders_kind_check check (kind in ('subscription', 'donation', 'gift')),
  add constraint orders_terms_check
    check ((kind in ('subscription', 'gift')) = (tier_no is not null and days > 0)),
  add column donor_message text check (length(donor_message) between 1 and 256),
  add column is_anonymous  boolean not null default false;

grant select (state, kind, reason, created_at), update (state, kind, reason, created_at)
  on dead_letters to pgp_broadcast;
grant select, insert, update on bot_people to pgp_server;
grant select on bot_people to pgp_invite, pgp_notifications, pgp_oversight, pgp_reader;
grant select on channels, tiers, orders, payments to pgp_notifications;
