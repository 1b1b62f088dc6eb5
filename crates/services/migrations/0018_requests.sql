-- What members ask for, what they are answered, and what ends by itself.

create table requests (
  id              uuid primary key,
  account_id      text not null,
  -- Whose line it is for.
  subscriber_id   text not null,
  number          text not null,
  asked_by        uuid not null references users on delete cascade,
  asked_by_name   text not null,
  -- What is asked for.
  wish            jsonb not null,
  -- What it is about: only one request about one thing is open.
  subject         text not null,
  note            text not null default '',
  -- Where the member was: days of theirs end there.
  zone            text not null,
  asked_at        timestamptz not null default now(),
  state           text not null default 'open' check (state in ('open', 'yes', 'no', 'withdrawn', 'lapsed')),
  -- Of a yes: when it ends; none is never.
  ends_at         timestamptz,
  reason          text not null default '',
  answered_by     uuid,
  answered_by_name text not null default '',
  answered_at     timestamptz,
  -- Of a yes: what exactly is to be done, so that doing it twice is doing it once.
  plan            jsonb,
  -- When that was handed on, and to which loosening that waits for the manager.
  done_at         timestamptz,
  pending         uuid,
  -- Times it was tried in vain.
  tries           integer not null default 0,
  -- When what was done was taken back because its time was over.
  undone_at       timestamptz
);
create unique index requests_open on requests (subscriber_id, subject) where state = 'open';
create index requests_account on requests (account_id, asked_at desc);
create index requests_to_do on requests (answered_at) where state = 'yes' and done_at is null;
create index requests_to_undo on requests (ends_at) where state = 'yes' and done_at is not null and undone_at is null;

-- Links of mails, each for one reader: known by their hash.
create table request_links (
  hash       bytea primary key,
  request_id uuid not null references requests on delete cascade,
  account_id text not null,
  user_id    uuid not null references users on delete cascade,
  made_at    timestamptz not null default now()
);
create index request_links_request on request_links (request_id);

do $$
declare t text;
begin
  foreach t in array array['requests', 'request_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
