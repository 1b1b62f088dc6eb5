-- Guardians and members of a family, and whom a guardian looks after.

alter table users drop constraint users_role_check;
alter table users add constraint users_role_check check (role in ('owner', 'agent', 'manager', 'guardian', 'member'));
alter table users drop constraint users_family_account;
alter table users add constraint users_family_account
  check ((role in ('manager', 'guardian', 'member')) = (account_id is not null));

create table guardian_assignments (
  user_id       uuid not null references users on delete cascade,
  account_id    text not null,
  -- Whom they look after.
  subscriber_id text not null,
  primary key (user_id, subscriber_id)
);
create index guardian_assignments_subscriber on guardian_assignments (account_id, subscriber_id);
alter table guardian_assignments enable row level security;
alter table guardian_assignments force row level security;
create policy tenant on guardian_assignments using (scope_sees(account_id)) with check (scope_sees(account_id));
