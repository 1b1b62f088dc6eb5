-- Numbers brought over in bulk, from a table that staff upload. Staff's alone: a family never sees these rows.

select set_config('homeline.scope', 'all', true);

create table port_imports (
  id         uuid primary key,
  -- The file's name; empty for what was pasted.
  name       text not null,
  -- How its bytes were read, where that was a guess.
  encoding   text not null default '',
  -- The names of its columns, and what each is to us: a word of our list, or nothing.
  header     jsonb not null,
  mapping    jsonb not null,
  -- When its rows were judged with this mapping.
  judged_at  timestamptz,
  -- When the good ones were asked for, with what was declared of their letters.
  started_at timestamptz,
  declared   text,
  finished_at timestamptz,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null default now()
);

create table port_import_rows (
  id         uuid primary key,
  import_id  uuid not null references port_imports on delete cascade,
  -- Its line in the file.
  line       integer not null,
  -- All its cells, sealed: what the old carrier wants to know is among them. Gone once the number is on its way, and
  -- after a week in any case.
  sealed     bytea,
  state      text not null default 'new' check (state in ('new', 'good', 'bad', 'made')),
  -- What is wrong with it, in words.
  problem    text not null default '',
  number     text,
  account_id text,
  -- Rows of one old account of one family, ten at most, go out under one letter.
  group_no   integer,
  batch_id   uuid,
  port_in_id uuid,
  chain_id   uuid
);
create index port_import_rows_import on port_import_rows (import_id, state, group_no, line);
create index port_import_rows_batch on port_import_rows (batch_id);
create index port_import_rows_chain on port_import_rows (chain_id);

do $$
declare t text;
begin
  foreach t in array array['port_imports', 'port_import_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy staff on %I using (scope_sees(null)) with check (scope_sees(null))', t);
  end loop;
end $$;

-- A letter on paper, which staff declare to have.
alter table port_signatures drop constraint port_signatures_how_check;
alter table port_signatures add constraint port_signatures_how_check check (how in ('screen', 'link', 'paper'));
