-- Payments that are not simply good: what their buyers were told (server), once per piece of news,
-- and which coin came where it is not the one that was asked for (orchestrator).

create table buyer_notices (
  notice_key text primary key,
  order_id   uuid        not null references orders,
  user_id    bigint      not null,
  state      text        not null check (state in ('sent', 'unreachable')),
  created_at timestamptz not null
);

create index buyer_notices_order on buyer_notices (order_id);

-- pay_coin and pay_amount stay what was asked for; actually_paid is of other_coin where that is set.
alter table payments add column other_coin text;

grant select, insert on buyer_notices to pgp_server;
grant select on buyer_notices to pgp_oversight, pgp_reader;
