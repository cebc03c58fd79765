-- Subscriptions that end. A log that is only added to says what happened to each; state, end and
-- next date beside it follow from the log, so that whoever sweeps asks one index and whoever
-- doubts reads the log. What the log says is also what others act upon: who gets in, who leaves.

-- How long a paying member stays in after the end (docs/decisions/0020).
alter table channels
  add column grace_days integer not null default 3 check (grace_days between 0 and 7);

alter table subscription_events
  drop constraint subscription_events_pkey,
  drop constraint subscription_events_kind_check,
  drop constraint subscription_events_days_check,
  alter column payment_id drop not null,
  alter column days drop not null,
  alter column valid_from drop not null,
  alter column valid_until drop not null,
  -- Counts the entries of one subscription from 1, without gaps.
  add column seq integer,
  -- The state that the entry left the subscription in.
  add column state text,
  -- When it was to happen; created_at says when it was noticed.
  add column due timestamptz,
  -- Access begins or ends with this entry; null where it stays as it was.
  add column access text,
  add column tier_no integer;

-- A purchase that did not follow on the one before came after a gap, and began a run of its own.
with numbered as (
  select payment_id, row_number() over entries as seq,
         lag(valid_until) over entries as last_until
    from subscription_events
  window entries as (partition by subscription_id order by created_at, valid_from)
)
update subscription_events e
   set seq     = n.seq,
       kind    = case when n.last_until is null then 'purchased'
                      when n.last_until = e.valid_from then 'renewed'
                      else 'returned' end,
       state   = 'active',
       due     = e.created_at,
       access  = case when n.last_until = e.valid_from then null else 'opened' end,
       tier_no = (select o.tier_no
                    from payments p
                    join orders o using (order_id)
                   where p.payment_id = e.payment_id)
  from numbered n
 where n.payment_id = e.payment_id;

alter table subscription_events
  alter column seq set not null,
  alter column state set not null,
  alter column due set not null,
  add primary key (subscription_id, seq),
  add check (seq > 0),
  add check (kind in (
    'purchased', 'renewed', 'returned', 'trial_started', 'refunded', 'grace_started', 'waited',
    'expired')),
  add check (state in ('trial', 'active', 'grace', 'expired', 'refunded')),
  add check (access in ('opened', 'closed')),
  add check ((payment_id is not null) = (
    kind in ('purchased', 'renewed', 'returned', 'refunded'))),
  add check ((days is not null) = (
    kind in ('purchased', 'renewed', 'returned', 'trial_started'))),
  add check (days > 0),
  add check ((days is not null) = (valid_from is not null)),
  add check ((days is not null) = (valid_until is not null)),
  -- A day has 24 hours, whatever the clocks of a country do.
  add check (valid_until = valid_from + make_interval(hours => 24 * days)),
  add check (tier_no is null or days is not null);

-- Nothing happens twice: a payment gives days once and is taken back once, what the clock causes
-- happens once for its date, and there is one trial per person and channel.
create unique index subscription_events_given on subscription_events (payment_id)
  where days is not null;
create unique index subscription_events_refunded on subscription_events (payment_id)
  where kind = 'refunded';
create unique index subscription_events_due on subscription_events (subscription_id, kind, due)
  where payment_id is null;
create unique index subscription_events_trial on subscription_events (subscription_id)
  where kind = 'trial_started';

alter table subscriptions
  add column state text,
  add column grace_until timestamptz,
  add column tier_no integer,
  -- When time alone may change the state.
  add column next_action_at timestamptz,
  -- Where in the log the newest run began: access without a gap.
  add column run_seq integer,
  -- How many entries the log has; every change names the version that it expects.
  add column version integer;

-- Nobody was removed until now. The first sweep moves those whose end has passed.
update subscriptions s
   set state          = 'active',
       next_action_at = s.paid_until,
       tier_no        = l.tier_no,
       run_seq        = l.run_seq,
       version        = l.seq
  from (select distinct on (subscription_id) subscription_id, seq, tier_no,
               max(seq) filter (where access = 'opened')
                 over (partition by subscription_id) as run_seq
          from subscription_events
         order by subscription_id, seq desc) l
 where l.subscription_id = s.subscription_id;

alter table subscriptions
  alter column state set not null,
  alter column run_seq set not null,
  alter column version set not null,
  add constraint subscriptions_state_check check (state in (
    'trial', 'active', 'grace', 'expired', 'refunded')),
  add check (run_seq between 1 and version),
  add check ((grace_until is not null) = (state = 'grace')),
  add check ((next_action_at is not null) = (state in ('trial', 'active', 'grace')));

create index subscriptions_due on subscriptions (next_action_at)
  where next_action_at is not null;
