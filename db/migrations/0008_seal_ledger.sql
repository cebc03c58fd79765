-- The hash chain of the ledger, beside it: payments book without waiting for each other, and one
-- sealer adds what they booked to the chain in an order of its own. And what reconciliation found.

create table ledger_seals (
  seq           bigint primary key check (seq > 0),
  entry_id      uuid        not null unique references ledger_entries,
  previous_hash bytea       not null check (octet_length(previous_hash) = 32),
  hash          bytea       not null unique check (octet_length(hash) = 32),
  sealed_at     timestamptz not null
);

create trigger ledger_seals_append_only
  before update or delete or truncate on ledger_seals
  for each statement execute function ledger_is_append_only();

-- What was booked lately, for the sealer and for statements of a month.
create index ledger_entries_booked on ledger_entries (booked_at);

create table reconciliation_runs (
  run_id      uuid primary key,
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  clean       boolean     not null,
  head_seq    bigint      not null,
  head_hash   text        not null
);

create index reconciliation_runs_started on reconciliation_runs (started_at);

create table reconciliation_findings (
  run_id     uuid           not null references reconciliation_runs,
  line       integer        not null,
  kind       text           not null,
  subject    text           not null,
  coin       text,
  difference numeric(78, 0),
  text       text           not null,
  primary key (run_id, line)
);

grant insert on ledger_seals to pgp_oversight;
grant insert on reconciliation_runs, reconciliation_findings to pgp_oversight;
grant insert on ledger_entries, ledger_postings to pgp_oversight;
grant select on ledger_seals, reconciliation_runs, reconciliation_findings
  to pgp_oversight, pgp_reader;
