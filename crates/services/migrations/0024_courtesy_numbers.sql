-- Numbers to use until the awaited one has arrived; and what happens to them, on the awaited one's timeline.

create table courtesy_numbers (
  id            uuid primary key,
  account_id    text not null,
  -- The number that is awaited, E.164: it may be asked for in one order after another.
  awaited       text not null,
  -- The newest order of that number, and whose it is.
  port_in_id    uuid not null references port_ins on delete cascade,
  subscriber_id text not null,
  asked_by      uuid not null,
  asked_at      timestamptz not null default now(),
  -- The number; none until it was bought.
  number        text,
  -- Why none was to be had, in the upstream's words.
  refused       text,
  -- When its line was last told to end, and when it had.
  let_go_at     timestamptz,
  ended_at      timestamptz
);
create unique index courtesy_numbers_one on courtesy_numbers (account_id, awaited) where ended_at is null and refused is null;
create unique index courtesy_numbers_person on courtesy_numbers (account_id, subscriber_id)
  where ended_at is null and refused is null;
create index courtesy_numbers_port on courtesy_numbers (port_in_id);
create index courtesy_numbers_number on courtesy_numbers (account_id, number);

alter table courtesy_numbers enable row level security;
alter table courtesy_numbers force row level security;
create policy tenant on courtesy_numbers using (scope_sees(account_id)) with check (scope_sees(account_id));

-- Of a number that stands in for another one: which. Null for every other.
create function stands_in_for(of_account text, of_number text) returns text language sql stable as $$
  select awaited from courtesy_numbers where account_id = of_account and number = of_number and ended_at is null limit 1
$$;

-- Whether a number stood in for another one, or does.
create function was_lent(of_account text, of_number text) returns boolean language sql stable as $$
  select exists (select 1 from courtesy_numbers where account_id = of_account and number = of_number)
$$;

alter table port_events drop constraint port_events_kind_check;
alter table port_events add constraint port_events_kind_check check (kind in
  ('signed', 'sent', 'unknown', 'state', 'looked', 'heard', 'corrected', 'cancelled', 'refused', 'saved', 'note', 'file',
   'mailed', 'switched_on', 'tested', 'held', 'link', 'courtesy'));
