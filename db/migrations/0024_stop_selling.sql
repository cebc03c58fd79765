-- An owner who wants to end a channel stops selling first: who is inside stays to the end of what
-- he paid for, and once nobody is left and all is paid out, the channel can be deleted.

alter table channels
  add column selling_stopped_at timestamptz;

-- The posts of what is not sold are taken away, without anything having failed.
alter table standing_posts
  drop constraint standing_posts_state_check,
  add check (state in ('active', 'disabled', 'retired'));

grant update (selling_stopped_at) on channels to pgp_webapi;
