-- What a line's data did over time, who changed its marks, and whether somebody stopped it.

-- Our own sampling: Telegent tells what is used now and keeps no history that it shows.
create table usage_samples (
  number      text not null,
  account_id  text not null,
  at          timestamptz not null default now(),
  used_bytes  bigint not null,
  -- The marks as they were then; none where none was known.
  notify_mb   integer,
  throttle_mb integer,
  limit_mb    integer,
  primary key (number, at)
);
create index usage_samples_at on usage_samples (at);

-- One change of one line's data; several lines changed in one go share the batch.
create table data_changes (
  id         uuid primary key,
  batch      uuid not null,
  account_id text not null,
  number     text not null,
  act        text not null check (act in ('limits', 'renewal', 'new_cycle', 'pause', 'resume')),
  -- What is to be so. There is no call that reads a renewal: this is all that is known of it.
  wanted     jsonb not null,
  state      text not null default 'sending' check (state in ('sending', 'kept', 'done', 'refused')),
  -- The network's words when it refused.
  detail     text not null default '',
  actor_id   uuid not null,
  actor_name text not null,
  at         timestamptz not null default now(),
  settled_at timestamptz
);
create index data_changes_line on data_changes (account_id, number, id desc);
create index data_changes_batch on data_changes (batch);

-- Lines whose data was stopped, or let go on, by somebody. No row: nobody ever did.
create table data_pauses (
  number          text primary key,
  account_id      text not null,
  paused          boolean not null,
  -- The marks that are put back when data goes on.
  marks           jsonb not null,
  changed_by      uuid not null,
  changed_by_name text not null,
  changed_at      timestamptz not null default now(),
  -- When it turns back by itself.
  flips_at        timestamptz
);
create index data_pauses_flips_at on data_pauses (flips_at) where flips_at is not null;

do $$
declare
  t text;
begin
  foreach t in array array['usage_samples', 'data_changes', 'data_pauses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
