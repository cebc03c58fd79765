-- Double entry, append-only. A posting adds to an account (positive: debit) or takes from it
-- (negative: credit); what an entry posts sums to zero for each coin, checked at commit. There is no
-- balance row: balances are sums, so that no payment waits for another one's row.

create table ledger_entries (
  entry_id   uuid primary key,
  -- Names the business fact; booking the same fact twice is impossible.
  fact       text        not null unique,
  kind       text        not null,
  order_id   uuid,
  payment_id uuid,
  payout_id  text,
  fee_policy integer,
  booked_at  timestamptz not null
);

create index ledger_entries_payment on ledger_entries (payment_id);
create index ledger_entries_payout on ledger_entries (payout_id);

create table ledger_postings (
  entry_id uuid           not null references ledger_entries,
  line     smallint       not null,
  account  text           not null check (account ~ '^[a-z]+(:[a-z0-9_]+){1,3}$'),
  coin     text           not null check (coin ~ '^[a-z0-9]+@[a-z0-9]+$'),
  amount   numeric(78, 0) not null check (amount <> 0),
  primary key (entry_id, line)
);

create index ledger_postings_account on ledger_postings (account, coin) include (amount);

create function ledger_entry_must_balance() returns trigger language plpgsql as $$
declare
  wrong text;
begin
  select coin into wrong
    from ledger_postings
   where entry_id = new.entry_id
   group by coin
  having sum(amount) <> 0
   limit 1;
  if found then
    raise exception 'ledger entry % does not balance in %', new.entry_id, wrong
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;

create constraint trigger ledger_postings_balance
  after insert on ledger_postings
  deferrable initially deferred
  for each row execute function ledger_entry_must_balance();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end
$$;

create trigger ledger_entries_append_only
  before update or delete or truncate on ledger_entries
  for each statement execute function ledger_is_append_only();
create trigger ledger_postings_append_only
  before update or delete or truncate on ledger_postings
  for each statement execute function ledger_is_append_only();

grant insert on ledger_entries, ledger_postings to
  pgp_orchestrator, pgp_split1, pgp_hostpay1, pgp_hostpay3;
grant select (fact) on ledger_entries to
  pgp_orchestrator, pgp_split1, pgp_hostpay1, pgp_hostpay3;
-- The balance check runs with the rights of whoever books.
grant select on ledger_postings to
  pgp_orchestrator, pgp_split1, pgp_hostpay1, pgp_hostpay3;
grant select on ledger_entries, ledger_postings to pgp_reader;

-- The journal of these scripts: every service checks at its start whether the schema is complete.
grant select on schemaversions to
  pgp_server, pgp_webapi, pgp_np_ipn, pgp_orchestrator, pgp_invite, pgp_notifications,
  pgp_split1, pgp_split2, pgp_split3, pgp_hostpay1, pgp_hostpay2, pgp_hostpay3, pgp_dispatcher,
  pgp_reader;
