-- Owners' own servers hear of what happens, signed. Who owns an endpoint writes where it is and what
-- it wants (webapi); what is to be sent, what became of it and whether an endpoint still answers is
-- written by who sends (notifications). Nothing is kept of what an endpoint answers but its status.

create table webhook_endpoints (
  endpoint_id uuid        primary key,
  account_id  uuid        not null references accounts,
  url         text        not null check (length(url) between 10 and 500),
  event_types text[]      not null check (cardinality(event_types) between 1 and 100),
  description text        check (length(description) between 1 and 200),
  -- Null where the owner switched it off. Newer than a stop, it ends that stop.
  enabled_at  timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create index webhook_endpoints_account on webhook_endpoints (account_id, created_at);

-- Sealed with a key that the database does not know. Two count while one replaces the other.
create table webhook_secrets (
  secret_id   uuid        primary key,
  endpoint_id uuid        not null references webhook_endpoints on delete cascade,
  sealed      bytea       not null check (length(sealed) between 40 and 200),
  created_at  timestamptz not null,
  -- Null for the current one.
  valid_until timestamptz
);

create unique index webhook_secrets_current on webhook_secrets (endpoint_id)
  where valid_until is null;
create index webhook_secrets_endpoint on webhook_secrets (endpoint_id, created_at);

-- How an endpoint does, as the sender sees it.
create table webhook_health (
  endpoint_id   uuid        primary key references webhook_endpoints on delete cascade,
  -- The first failure since the last success.
  failing_since timestamptz,
  failures      integer     not null default 0 check (failures >= 0),
  stopped_at    timestamptz,
  stop_reason   text        check (stop_reason in ('gone', 'failing')),
  check ((stopped_at is null) = (stop_reason is null)),
  check ((failing_since is null) = (failures = 0))
);

-- What happened, in the bytes that are signed.
create table webhook_events (
  event_id   uuid        primary key,
  -- Later is greater, for one account: its writers wait for each other.
  seq        bigint      generated always as identity unique,
  account_id uuid        not null references accounts,
  channel_id uuid        references channels,
  -- What it is about; what concerns one object arrives in order.
  object     text        not null check (length(object) between 1 and 100),
  event_type text        not null check (event_type ~ '^[a-z]+\.[a-z_]+$'),
  event_key  text        not null,
  payload    text        not null check (octet_length(payload) <= 20000),
  created_at timestamptz not null,
  unique (account_id, event_key)
);

create index webhook_events_account on webhook_events (account_id, created_at);
create index webhook_events_created on webhook_events (created_at);

create table webhook_deliveries (
  delivery_id      uuid        primary key,
  endpoint_id      uuid        not null references webhook_endpoints on delete cascade,
  event_id         uuid        not null references webhook_events on delete cascade,
  seq              bigint      not null,
  object           text        not null,
  -- discarded: the endpoint was off when its time came.
  state            text        not null default 'pending' check (state in (
    'pending', 'delivered', 'failed', 'discarded')),
  -- A sender holds it by pushing this into the future: if he dies, it comes back by itself.
  next_attempt_at  timestamptz,
  lease_until      timestamptz,
  -- All there ever were; names the holder. Those of earlier rounds do not count against this one.
  attempts         integer     not null default 0,
  attempts_before  integer     not null default 0,
  first_attempt_at timestamptz,
  last_status      integer,
  last_error       text,
  last_duration_ms integer,
  created_at       timestamptz not null,
  ended_at         timestamptz,
  unique (endpoint_id, event_id),
  check ((next_attempt_at is not null) = (state = 'pending')),
  check ((ended_at is not null) = (state <> 'pending')),
  check (attempts_before between 0 and attempts)
) with (fillfactor = 80);

create index webhook_deliveries_due on webhook_deliveries (next_attempt_at, seq)
  where state = 'pending';
create index webhook_deliveries_object on webhook_deliveries (endpoint_id, object, seq)
  where state = 'pending';
create index webhook_deliveries_event on webhook_deliveries (event_id);

create table webhook_attempts (
  delivery_id uuid        not null references webhook_deliveries on delete cascade,
  attempt     integer     not null check (attempt > 0),
  at          timestamptz not null,
  -- Null where nothing was answered.
  status      integer,
  -- Null where it was delivered.
  error       text,
  duration_ms integer     not null check (duration_ms >= 0),
  primary key (delivery_id, attempt)
);

grant select, insert, update (url, event_types, description, enabled_at, updated_at), delete
  on webhook_endpoints to pgp_webapi;
grant select (secret_id, endpoint_id, created_at, valid_until), insert, update (valid_until), delete
  on webhook_secrets to pgp_webapi;
grant select on webhook_health, webhook_deliveries, webhook_attempts to pgp_webapi;
grant select on webhook_events to pgp_webapi;

grant select on webhook_endpoints, webhook_secrets to pgp_notifications;
grant select (account_id, telegram_user_id) on accounts to pgp_notifications;
grant select, insert, update on webhook_health to pgp_notifications;
grant select, insert, delete on webhook_events to pgp_notifications;
grant select, insert, update on webhook_deliveries to pgp_notifications;
grant select, insert on webhook_attempts to pgp_notifications;

grant select on webhook_endpoints, webhook_health, webhook_events, webhook_deliveries,
  webhook_attempts to pgp_oversight, pgp_reader;
grant select (secret_id, endpoint_id, created_at, valid_until) on webhook_secrets
  to pgp_oversight, pgp_reader;
