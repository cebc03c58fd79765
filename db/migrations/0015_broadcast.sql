-- What the bot says to many: the standing posts of each channel, and announcements to its members.
-- Every send is on record before it is tried, because Telegram cannot be asked afterwards whether a
-- message arrived.

create table standing_posts (
  channel_id   uuid        not null references channels,
  -- The tiers in the open channel, the invitation to donate in the closed one.
  place        text        not null check (place in ('open', 'closed')),
  state        text        not null default 'active' check (state in ('active', 'disabled')),
  next_at      timestamptz not null,
  lease_until  timestamptz,
  -- The only proof of a post: the id that Telegram answered.
  message_id   integer,
  sent_at      timestamptz,
  -- A send began and nobody learned what became of it: a post may stand that has no known id.
  is_uncertain boolean     not null default false,
  attempted_at timestamptz,
  -- Up to this message of the channel no post of ours stands unknown.
  swept_to     integer,
  sent         bigint      not null default 0,
  failed       bigint      not null default 0,
  -- In a row; a success begins anew.
  failures     integer     not null default 0 check (failures >= 0),
  last_cause   text,
  last_error   text,
  failed_at    timestamptz,
  -- How often it was switched off; tells one piece of news from the next.
  disablings   integer     not null default 0,
  primary key (channel_id, place),
  check ((message_id is null) = (sent_at is null)),
  check (state <> 'disabled' or last_cause is not null)
);

create index standing_posts_due on standing_posts (next_at) where state = 'active';

create table post_triggers (
  channel_id   uuid primary key references channels,
  triggered_at timestamptz not null,
  triggers     bigint      not null default 1
);

create table announcements (
  announcement_id uuid primary key,
  channel_id      uuid        not null references channels,
  segment         text        not null check (segment in ('active', 'expiring', 'past', 'tier')),
  tier_no         integer,
  -- Plain text of the owner; 4096 UTF-16 units at most, which is how Telegram counts.
  body            text        not null check (length(body) between 1 and 4096),
  button_text     text        check (length(button_text) between 1 and 64),
  button_url      text        check (length(button_url) between 1 and 2048),
  state           text        not null default 'draft' check (state in (
    'draft', 'scheduled', 'sending', 'done', 'cancelled')),
  due_at          timestamptz,
  created_at      timestamptz not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  check ((segment = 'tier') = (tier_no is not null)),
  check ((button_text is null) = (button_url is null)),
  check (state in ('draft', 'cancelled') or due_at is not null),
  check ((ended_at is not null) = (state in ('done', 'cancelled')))
);

create index announcements_due on announcements (due_at) where state = 'scheduled';
create index announcements_sending on announcements (started_at) where state = 'sending';

create table announcement_deliveries (
  announcement_id uuid        not null references announcements,
  user_id         bigint      not null check (user_id > 0),
  state           text        not null check (state in (
    'pending', 'attempted', 'sent', 'unreachable', 'failed', 'uncertain')),
  next_at         timestamptz not null,
  claimed_by      uuid,
  claimed_until   timestamptz,
  attempted_at    timestamptz,
  message_id      integer,
  detail          text,
  primary key (announcement_id, user_id),
  check ((state = 'sent') = (message_id is not null)),
  check (state not in ('attempted', 'uncertain') or attempted_at is not null)
) with (fillfactor = 70);

create index announcement_deliveries_pending on announcement_deliveries (announcement_id, user_id)
  where state = 'pending';
create index announcement_deliveries_attempted on announcement_deliveries (attempted_at)
  where state = 'attempted';

-- When the next message may leave, for all processes together: whoever sends takes a block of
-- moments by moving this one on.
create table send_lanes (
  lane    text primary key,
  next_at timestamptz not null
);

insert into send_lanes (lane, next_at) values ('telegram', '-infinity');

grant select on channels, tiers, subscriptions, bot_people to pgp_broadcast;
grant select, insert, update on standing_posts, post_triggers, announcements,
  announcement_deliveries to pgp_broadcast;
grant select, update on send_lanes to pgp_broadcast;
grant select, insert, update, delete on job_runs to pgp_broadcast;
grant select on standing_posts, post_triggers, announcements, announcement_deliveries, send_lanes
  to pgp_oversight, pgp_reader;
-- A task that was put back and fails again is a dead letter again (0009).
grant select (state, kind, reason, created_at), update (state, kind, reason, created_at)
  on dead_letters to pgp_broadcast;
