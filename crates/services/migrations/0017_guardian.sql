-- Guardian: what a family wants for each person, what was read back of it, what waits for the manager's yes.

-- Whether Guardian sees what goes over a route: as it was read, or as we set it where answers leave it out.
alter table routes add column intelligent boolean;

create table guardian_settings (
  subscriber_id text primary key,
  account_id    text not null,
  -- Raised by each change; a save that names an older one overwrites nothing.
  version       integer not null,
  settings      jsonb not null,
  changed_by    text not null,
  changed_at    timestamptz not null default now(),
  -- When something in it ends by itself: a contact allowed until then, a trial.
  ends_at       timestamptz,
  -- What the calls were planned for: the line, and who can always be reached. Looked at again in turn.
  number        text,
  floor         jsonb,
  checked_at    timestamptz not null default now()
);
create index guardian_settings_account on guardian_settings (account_id);
create index guardian_settings_checked on guardian_settings (checked_at);
create index guardian_settings_ends on guardian_settings (ends_at) where ends_at is not null;

-- Every state there was, to be gone back to.
create table guardian_versions (
  subscriber_id text not null,
  version       integer not null,
  account_id    text not null,
  settings      jsonb not null,
  changed_by    text not null,
  changed_at    timestamptz not null default now(),
  primary key (subscriber_id, version)
);
create index guardian_versions_account on guardian_versions (account_id);

-- What Telegent said, each part with the time of its reading; nothing was read of a part without one.
create table guardian_reads (
  subscriber_id text primary key,
  account_id    text not null,
  -- The line the filters were read for.
  number        text,
  flag_calls    boolean,
  flag_texts    boolean,
  flags_at      timestamptz,
  relation      boolean,
  relation_at   timestamptz,
  texts         jsonb,
  text_filter   text,
  texts_at      timestamptz,
  calls         jsonb,
  call_filter   text,
  calls_at      timestamptz,
  -- When it was last asked for as a whole: who was asked for longest ago is next.
  asked_at      timestamptz
);
create index guardian_reads_account on guardian_reads (account_id);

-- Loosenings that wait for the manager: one open per person, later wishes are added to it.
create table guardian_pending (
  id            uuid primary key,
  account_id    text not null,
  subscriber_id text not null,
  base          jsonb not null,
  wanted        jsonb not null,
  asked_by      uuid not null,
  asked_by_name text not null,
  asked_at      timestamptz not null default now(),
  granted       boolean,
  answered_by   text,
  answered_at   timestamptz
);
create unique index guardian_pending_open on guardian_pending (subscriber_id) where answered_at is null;
create index guardian_pending_account on guardian_pending (account_id);

-- Which switches a level of texts stands for; the table in code while there is no row.
create table guardian_levels (
  one        boolean primary key default true check (one),
  levels     jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);

-- Operations of one person.
create index operations_guardian on operations ((request->>'subscriber')) where kind like 'guardian_%';

do $$
declare t text;
begin
  foreach t in array array['guardian_settings', 'guardian_versions', 'guardian_reads', 'guardian_pending'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
