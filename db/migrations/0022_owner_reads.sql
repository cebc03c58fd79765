-- What owners read of their own through the web API: payments, subscribers, payouts, balances,
-- statements, figures. Every list is walked by an index that begins with the channel and ends with
-- the id, newest first, so that a page costs the same whether a channel has ten rows or a million.

-- An order's channel and kind, noted beside the payment: lists are walked and filtered by them.
alter table payments
  add column kind text check (kind in ('subscription', 'donation', 'gift'));

update payments p
   set channel_id = o.channel_id,
       kind       = o.kind
  from orders o
 where o.order_id = p.order_id;

create index payments_channel on payments (channel_id, payment_id);
create index payments_channel_state on payments (channel_id, state, payment_id);
create index payments_channel_kind on payments (channel_id, kind, payment_id);
-- Earnings are added up from the index alone.
create index payments_earned on payments (channel_id, paid_at)
  include (outcome_usd, fee_policy, kind) where paid_at is not null;
create index orders_channel on orders (channel_id, created_at);

drop index subscriptions_channel;
create index subscriptions_channel on subscriptions (channel_id, subscription_id);
create index subscriptions_channel_state on subscriptions (channel_id, state, subscription_id);

create index payouts_channel on payouts (channel_id, created_at, payout_id);
create index payout_executions_unfinished on payout_executions (payout_id)
  where state <> 'completed';
create index payout_executions_transaction on payout_executions (transaction_hash)
  where transaction_hash is not null;
create index payout_executions_paid on payout_executions (paid_hash) where paid_hash is not null;
create index credits_waiting on credits (channel_id) include (net_usd) where usdt_amount is null;

-- What the provider said about a payment and when. The messages themselves carry more than an
-- owner may see, such as where the buyer's money came from.
create view provider_statuses as
select provider_payment_id, received_at,
       substring(encode(body, 'escape') from '"payment_status" *: *"([a-z_]+)"') as status
  from payment_events;

grant select (payment_id, provider_payment_id, order_id, channel_id, kind, state, reason, pay_coin,
  pay_amount, outcome_coin, outcome_amount, outcome_usd, fee_policy, fee_amount, net_amount,
  created_at, updated_at, paid_at) on payments to pgp_webapi;
-- Neither the key to a buyer's payment page nor his invoice.
grant select (order_id, user_id, channel_id, kind, tier_no, days, price_usd, state, is_anonymous,
  created_at, invoiced_at) on orders to pgp_webapi;
grant select on provider_statuses, fee_policies to pgp_webapi;
grant select (subscription_id, user_id, channel_id, state, tier_no, paid_until, created_at,
  updated_at) on subscriptions to pgp_webapi;
grant select on subscription_events to pgp_webapi;
-- An invite's link lets somebody in, and so does a gift's code.
grant select (payment_id, user_id, closed_channel_id, state, reason, created_at, sent_at)
  on invites to pgp_webapi;
grant select (payment_id, created_at, redeemed_at) on gifts to pgp_webapi;
grant select (chat_id, user_id, joined_at) on channel_joins to pgp_webapi;
grant select on payable_balances, payout_batches to pgp_webapi;
grant select (credit_id, payment_id, channel_id, coin, net_amount, net_usd, credited_at,
  conversion_id, usdt_amount, converted_at, batch_id, paid_at) on credits to pgp_webapi;
grant select (conversion_id) on conversions to pgp_webapi;
grant select on payouts to pgp_webapi;
grant select (payout_id, coin, amount, state, transaction_hash, paid_coin, paid_amount, paid_hash,
  reason, created_at, updated_at, completed_at) on payout_executions to pgp_webapi;
grant select (payout_id, state, created_at, updated_at) on chain_transfers to pgp_webapi;
-- Never the signed bytes.
grant select (transaction_hash, payout_id, state, gas_used, gas_price, created_at, broadcast_at)
  on chain_transactions to pgp_webapi;
grant select on ledger_entries, ledger_postings to pgp_webapi;

-- /status shows the payout that an owner's list shows first.
grant select (created_at) on payouts to pgp_server;
