-- Owners get accounts for the web. An account is a name, a mail and a password; what it may see and
-- change are the channels of the Telegram user it is linked to, because that is who proved to be
-- their administrator. Whatever is as good as a password is kept as a hash.

create table accounts (
  account_id          uuid primary key,
  username            text        not null check (username ~ '^[A-Za-z0-9_]{3,50}$'),
  email               text        not null check (length(email) between 3 and 255),
  email_verified_at   timestamptz,
  pending_email       text        check (length(pending_email) between 3 and 255),
  password_hash       text        not null,
  password_changed_at timestamptz not null,
  totp_secret         bytea,
  totp_enabled_at     timestamptz,
  -- The newest time step whose code was used: each code works once (RFC 6238, 5.2).
  totp_step           bigint,
  telegram_user_id    bigint      unique check (telegram_user_id > 0),
  language            text        not null check (language in ('en', 'ru', 'es', 'pt')),
  created_at          timestamptz not null,
  last_login_at       timestamptz,
  check (totp_enabled_at is null or totp_secret is not null),
  check (pending_email is null or lower(pending_email) <> lower(email))
);

create unique index accounts_username on accounts (lower(username));
-- A mail belongs to who has shown that it reaches him; others may claim it until then, so that
-- nobody learns from signing up whose mail is known here.
create unique index accounts_email on accounts (lower(email)) where email_verified_at is not null;
create index accounts_email_claimed on accounts (lower(email));

-- What a mail or a link in Telegram carries. A newer one of its purpose replaces it.
create table account_tokens (
  account_id uuid        not null references accounts,
  purpose    text        not null check (purpose in (
    'verify_email', 'reset_password', 'change_email', 'link_telegram')),
  token_hash bytea       not null unique check (length(token_hash) = 32),
  email      text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  primary key (account_id, purpose)
);

create table recovery_codes (
  account_id uuid  not null references accounts,
  code_hash  bytea not null check (length(code_hash) = 32),
  used_at    timestamptz,
  primary key (account_id, code_hash)
);

create table sessions (
  session_id      uuid primary key,
  account_id      uuid        not null references accounts,
  user_agent      text        not null check (length(user_agent) <= 300),
  created_at      timestamptz not null,
  last_used_at    timestamptz not null,
  expires_at      timestamptz not null check (expires_at > created_at),
  stepped_up_until timestamptz,
  ended_at        timestamptz,
  end_reason      text        check (end_reason in (
    'logout', 'revoked', 'password_changed', 'password_reset', 'refresh_reused')),
  check ((ended_at is null) = (end_reason is null))
);

create index sessions_account on sessions (account_id, last_used_at desc) where ended_at is null;
create index sessions_expires on sessions (expires_at);

-- Each works once; who shows a used one again has copied it, or was copied.
create table refresh_tokens (
  token_hash bytea       primary key check (length(token_hash) = 32),
  session_id uuid        not null references sessions on delete cascade,
  created_at timestamptz not null,
  used_at    timestamptz
);

create index refresh_tokens_session on refresh_tokens (session_id);

create table api_keys (
  key_id            uuid primary key,
  account_id        uuid        not null references accounts,
  name              text        not null check (length(name) between 1 and 60),
  prefix            text        not null check (length(prefix) between 8 and 24),
  secret_hash       bytea       not null unique check (length(secret_hash) = 32),
  scopes            text[]      not null check (
    cardinality(scopes) > 0 and scopes <@ array['read', 'write']),
  allowed_addresses text[]      not null default '{}',
  created_at        timestamptz not null,
  expires_at        timestamptz,
  last_used_at      timestamptz,
  revoked_at        timestamptz
);

create index api_keys_account on api_keys (account_id, key_id) where revoked_at is null;

-- How often something was tried, by a hash of who tried what; fixed windows.
create table attempts (
  attempt_key bytea       primary key check (length(attempt_key) = 32),
  count       integer     not null check (count > 0),
  began_at    timestamptz not null,
  ends_at     timestamptz not null check (ends_at > began_at)
);

create index attempts_ends on attempts (ends_at);

-- The answer to a POST that must not happen twice, for seven days.
create table idempotency_keys (
  account_id   uuid        not null references accounts,
  key          text        not null check (length(key) between 1 and 255),
  route        text        not null,
  body_sha256  bytea       not null check (length(body_sha256) = 32),
  created_at   timestamptz not null,
  -- Until when the first try may still be at work.
  lease_until  timestamptz not null,
  status       integer     check (status between 200 and 599),
  content_type text,
  location     text,
  body         bytea,
  primary key (account_id, key),
  check ((status is null) = (body is null))
);

create index idempotency_keys_created on idempotency_keys (created_at);

-- Who changed what, for good. Matters of an account name the account; those of a channel name the
-- owner, who may have no account.
create table audit_log (
  audit_id      uuid primary key,
  account_id    uuid        references accounts,
  owner_user_id bigint,
  actor_kind    text        not null check (actor_kind in (
    'account', 'api_key', 'bot', 'operator', 'system')),
  actor         text        not null check (length(actor) between 1 and 100),
  action        text        not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  object        text        not null check (length(object) between 1 and 100),
  before        jsonb,
  after         jsonb,
  at            timestamptz not null,
  check (account_id is not null or owner_user_id is not null)
);

create index audit_log_account on audit_log (account_id, audit_id desc);
create index audit_log_owner on audit_log (owner_user_id, audit_id desc);

create trigger audit_log_append_only
  before update or delete or truncate on audit_log
  for each statement execute function policy_is_append_only();

-- A channel that is no longer sold stays as a row: payments, balances and statements name it. Its
-- two Telegram channels may be connected anew.
alter table channels
  add column archived_at timestamptz,
  add column version integer not null default 1 check (version > 0);

alter table channels
  drop constraint channels_open_channel_id_key,
  drop constraint channels_closed_channel_id_key;
create unique index channels_open on channels (open_channel_id) where archived_at is null;
create unique index channels_closed on channels (closed_channel_id) where archived_at is null;

-- Whoever changes a channel or its prices gives it a new version, so that two who edit at once
-- cannot undo each other's work unseen.
create function next_channel_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

create trigger channels_next_version
  before update on channels
  for each row execute function next_channel_version();

create function tier_changes_channel() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update channels
     set version = version
   where channel_id = coalesce(new.channel_id, old.channel_id);
  return null;
end
$$;

create trigger tiers_change_channel
  after insert or update or delete on tiers
  for each row execute function tier_changes_channel();

grant update (open_description, closed_description, donation_text, trial_days, grace_days,
  tolerance_bps, muted_events, payout_strategy, payout_threshold_usd, archived_at) on channels
  to pgp_webapi;
grant update (price_usd, days), delete on tiers to pgp_webapi;
grant select, insert, update (state, ended_at, ended_by) on wallet_changes to pgp_webapi;
grant select, insert, update (state) on coupons to pgp_webapi;
grant select on bot_chats, standing_posts to pgp_webapi;
grant select, insert, update, delete on job_runs, task_leases to pgp_webapi;
-- Whether a channel can be deleted.
grant select (channel_id, state, paid_until) on subscriptions to pgp_webapi;
grant select (channel_id, paid_at) on credits to pgp_webapi;
grant select (payout_id, channel_id) on payouts to pgp_webapi;
grant select (payout_id, state) on payout_executions to pgp_webapi;
grant select (order_id, channel_id, coupon_id, user_id) on orders to pgp_webapi;
grant select (order_id, state) on payments to pgp_webapi;

grant select, insert, update on accounts to pgp_webapi;
grant select, insert, update, delete on account_tokens, recovery_codes, refresh_tokens, attempts,
  idempotency_keys to pgp_webapi;
grant select, insert, update, delete on sessions to pgp_webapi;
grant select, insert, update on api_keys to pgp_webapi;
grant select, insert on audit_log to pgp_webapi;
grant insert on audit_log to pgp_server;
grant select (account_id, purpose, token_hash, expires_at) on account_tokens to pgp_server;
grant select (account_id, username, telegram_user_id) on accounts to pgp_server;
grant select on accounts, account_tokens, recovery_codes, sessions, refresh_tokens, api_keys,
  attempts, idempotency_keys, audit_log to pgp_oversight;
grant select on audit_log, sessions, attempts to pgp_reader;
grant select (account_id, username, email_verified_at, telegram_user_id, language, created_at,
  last_login_at) on accounts to pgp_reader;
