-- The operations journal. A row is committed before the call it describes is made.

create table drafts (
  id          uuid primary key,
  kind        text not null,
  owner_id    uuid not null,
  account_id  text,
  fields      jsonb not null default '{}',
  -- Raised by each save; a save that names an older one is told so and overwrites nothing.
  version     integer not null default 1,
  -- The page that saved last: it may save again without being told that it is stale.
  editor      uuid,
  -- Errors of the last refused save, shown once with the fields.
  errors      jsonb not null default '{}',
  reached     text not null,
  chain_id    uuid,
  created_at  timestamptz not null default now(),
  saved_at    timestamptz not null default now(),
  discarded_at timestamptz
);
create index drafts_open on drafts (saved_at desc) where chain_id is null and discarded_at is null;

create table chains (
  id          uuid primary key,
  kind        text not null,
  title       text not null,
  actor_id    uuid not null,
  account_id  text,
  -- What runs after one another: one chain per key at a time.
  lock_key    text not null,
  -- Which worker has it. A worker holds the advisory lock (7113, its id) on a connection of its own, so that the
  -- lease of one that died ends with its connection; leased_until is the second way out.
  leased_by    integer,
  leased_until timestamptz,
  next_at     timestamptz not null default now(),
  finished_at timestamptz,
  created_at  timestamptz not null default now()
);
create index chains_due on chains (next_at) where finished_at is null;
create index chains_account on chains (account_id);

create table operations (
  id          uuid primary key,
  chain_id    uuid not null references chains on delete cascade,
  seq         integer not null,
  kind        text not null,
  title       text not null,
  request     jsonb not null,
  state       text not null default 'queued'
              check (state in ('queued', 'sending', 'waiting', 'unknown', 'done', 'refused')),
  -- What Telegent answered, as far as later operations need it: ids, number, order.
  result      jsonb not null default '{}',
  -- What was there before it was sent, so that a lost answer can be told from an older thing.
  before      jsonb not null default '{}',
  detail      text not null default '',
  -- The answer never came (as against an answer that said it failed).
  lost        boolean not null default false,
  attempts    integer not null default 0,
  reads       integer not null default 0,
  sent_at     timestamptz,
  finished_at timestamptz,
  unique (chain_id, seq)
);

create table activity (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default now(),
  account_id  text,
  actor_id    uuid,
  actor_name  text not null,
  what        text not null,
  detail      text not null default '',
  -- sha256 over the row and the hash before it: a changed or missing row shows.
  hash        bytea not null
);
create index activity_account on activity (account_id, id desc);

-- The rate budget all replicas share: one row, a token bucket.
create table rate_budget (
  id           boolean primary key default true check (id),
  tokens       double precision not null,
  -- Whether the last try got a permit; read by the statement that made it.
  last_taken   boolean not null default true,
  refilled_at  timestamptz not null default clock_timestamp(),
  paused_until timestamptz
);

do $$
declare t text;
begin
  foreach t in array array['drafts', 'chains', 'activity'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
  execute 'alter table operations enable row level security';
  execute 'alter table operations force row level security';
  execute 'create policy tenant on operations using (exists (select 1 from chains c where c.id = chain_id))';
end $$;

create rule activity_keeps as on update to activity do instead nothing;
create rule activity_stays as on delete to activity do instead nothing;
