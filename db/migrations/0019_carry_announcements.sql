-- Announcements are carried by one queue over all of them. Nobody holds a delivery for long: it is
-- marked as attempted just before its message leaves, so nothing needs to be claimed.

drop index announcement_deliveries_pending;

alter table announcement_deliveries
  drop column claimed_by,
  drop column claimed_until,
  drop constraint announcement_deliveries_state_check,
  add constraint announcement_deliveries_state_check check (state in (
    'pending', 'attempted', 'sent', 'unreachable', 'failed', 'uncertain', 'cancelled'));

-- The queue. What an announcement may say beside others' is decided when its rows are made.
create index announcement_deliveries_queue on announcement_deliveries (next_at)
  where state = 'pending';
create index announcement_deliveries_open on announcement_deliveries (announcement_id)
  where state in ('pending', 'attempted');
-- When a person was last written to.
create index announcement_deliveries_person on announcement_deliveries (user_id, attempted_at)
  where attempted_at is not null;

create index announcements_channel on announcements (channel_id, created_at desc);
create index subscriptions_channel on subscriptions (channel_id);
