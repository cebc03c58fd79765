-- Roles: one per service, each with only the grants it needs. A login (or, on one machine, the
-- shared login) is made a member of them. Tasks: the outbox is the queue, the inbox the memory of
-- what was done, dead letters what a person has to look at.

do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'pgp_server', 'pgp_webapi', 'pgp_np_ipn', 'pgp_orchestrator', 'pgp_invite',
    'pgp_notifications', 'pgp_split1', 'pgp_split2', 'pgp_split3',
    'pgp_hostpay1', 'pgp_hostpay2', 'pgp_hostpay3', 'pgp_dispatcher', 'pgp_reader'
  ] loop
    -- Roles belong to the whole cluster and locks to one database: a database that is migrated
    -- beside this one may be faster with either.
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
  end loop;
end
$$;

create table outbox (
  task_id     uuid primary key,
  name        text        not null,
  queue       text        not null,
  source      text        not null,
  target      text        not null,
  path        text        not null,
  payload     text        not null check (octet_length(payload) <= 65536),
  effect_key  text        not null unique,
  correlation text        not null,
  traceparent text,
  state       text        not null default 'open'
                          check (state in ('open', 'done', 'rejected', 'exhausted')),
  -- When it may be delivered next. A lease pushes it into the future, so that a task whose
  -- deliverer died comes back by itself.
  due_at      timestamptz not null,
  attempts    integer     not null default 0,
  first_at    timestamptz,
  started_at  timestamptz,
  finished_at timestamptz,
  last_error  text,
  created_at  timestamptz not null
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

create index outbox_due on outbox (queue, due_at) where state = 'open';
create index outbox_story on outbox (correlation, created_at);

create table inbox (
  message_id uuid primary key,
  consumer   text        not null,
  name       text        not null,
  handled_at timestamptz not null
);

-- Held while a handler talks to a partner, so that twins of one delivery do not talk at once.
create table task_leases (
  message_id uuid primary key,
  until      timestamptz not null
);

create table dead_letters (
  task_id    uuid primary key,
  name       text        not null,
  target     text        not null,
  kind       text        not null check (kind in ('rejected', 'exhausted')),
  reason     text        not null,
  payload    text        not null,
  created_at timestamptz not null
);

grant insert on outbox, inbox, dead_letters to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3;
grant select, insert, update, delete on task_leases to
  pgp_orchestrator, pgp_invite, pgp_notifications, pgp_split2, pgp_split3,
  pgp_hostpay2, pgp_hostpay3;
-- "on conflict do nothing" has to read the key it conflicts on.
grant select (effect_key) on outbox to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3;
grant select (message_id) on inbox to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3;
grant select (task_id) on dead_letters to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3;
grant select, update on outbox to pgp_dispatcher;
grant select, insert on dead_letters to pgp_dispatcher;
grant select on outbox, inbox, task_leases, dead_letters to pgp_reader;
