-- Looking after a line: what is known of it beside its usage, and what was asked to be done to it.

-- Changes of the number left in this period, and when the count starts anew; when it was first seen as cancelled.
alter table numbers
  add column swaps_left integer,
  add column swaps_reset_at timestamptz,
  add column cancelled_at timestamptz;

-- What is read of a line on demand, and its lock against SIM changes: no row means locked.
create table line_care (
  number        text primary key,
  account_id    text not null,
  sim_locked    boolean not null default true,
  sim_turned_at timestamptz,
  sim_turned_by text,
  -- Where 911 sends help, as it was read or set last; null with a time: there is none.
  e911          jsonb,
  e911_at       timestamptz,
  -- Whether voicemail is on, and where its notices go. The PIN is never answered.
  voicemail_on  boolean,
  voicemail_email text,
  voicemail_at  timestamptz,
  -- The phone the SIM was last seen in; nothing with a time: the network does not say.
  imei          text,
  device        text,
  device_at     timestamptz,
  -- Somebody asked to have it read now; the last try that failed.
  wanted_at     timestamptz,
  leased_until  timestamptz,
  failed_at     timestamptz
);
create index line_care_wanted on line_care (wanted_at) where wanted_at is not null;

-- What somebody asked for: one row a request, of which the newest of a kind is shown.
create table line_acts (
  id         uuid primary key,
  account_id text not null,
  number     text not null,
  act        text not null,
  chain_id   uuid,
  asked_by   uuid not null,
  asked_by_name text not null,
  asked_at   timestamptz not null default now(),
  -- What was typed, so that a refused form comes back as it was; never a secret.
  typed      jsonb not null default '{}',
  -- A voicemail PIN, until it was sent.
  sealed     bytea,
  done_at    timestamptz,
  -- The upstream's words.
  refused    text,
  -- No answer came; it is being found out.
  unclear    boolean not null default false,
  -- "This was not me": the token of the mail, and when it was used.
  alarm_hash bytea,
  alarmed_at timestamptz
);
create index line_acts_number on line_acts (number, act, asked_at desc);
create unique index line_acts_alarm on line_acts (alarm_hash);

-- Numbers that gave way to another one: who comes by an old address is led on, and a reading that began before brings
-- no row back.
create table number_changes (
  old_number text not null,
  new_number text not null,
  account_id text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (old_number, new_number)
);

do $$
declare t text;
begin
  foreach t in array array['line_care', 'line_acts', 'number_changes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
