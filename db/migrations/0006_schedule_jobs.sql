-- Work that begins by the clock. Each slot of a schedule is run once, by whichever process claims
-- it first, and no two runs of a job overlap; what was missed or overlapped stays visible.

create table job_runs (
  job         text        not null,
  slot        timestamptz not null,
  state       text        not null check (state in (
    'running', 'done', 'failed', 'overlapped', 'lost')),
  -- Slots before this one that nobody ran.
  missed      integer     not null default 0 check (missed >= 0),
  -- A run that outlives this is given up as lost, and its job may start anew.
  lease_until timestamptz,
  result      text,
  started_at  timestamptz not null,
  finished_at timestamptz,
  primary key (job, slot)
);

create unique index job_runs_one_at_a_time on job_runs (job) where state = 'running';
