-- People of a family, what their activity page knows beside the log, numbers of help that no family-facing list may show,
-- and requests to leave an account safely.

-- Beside the log, whose rows never change and are hashed: whom an entry is about, and where it can be undone.
create table activity_about (
  activity_id   bigint primary key,
  account_id    text not null,
  subscriber_id text,
  -- A path on this site.
  undo_href     text
);
create index activity_about_subscriber on activity_about (account_id, subscriber_id);
alter table activity_about enable row level security;
alter table activity_about force row level security;
create policy tenant on activity_about using (scope_sees(account_id)) with check (scope_sees(account_id));

-- Numbers of help: E.164, or the digits of a short code. Every family's transaction reads them.
create table hotlines (
  number   text primary key,
  name     text not null,
  added_at timestamptz not null default now(),
  added_by text not null default 'Homeline',
  constraint hotlines_number check (number ~ '^(\+1[0-9]{10}|[0-9]{3,6})$')
);
insert into hotlines (number, name) values
  ('988', '988 Suicide & Crisis Lifeline'),
  ('741741', 'Crisis Text Line'),
  ('+18007997233', 'National Domestic Violence Hotline'),
  ('+18006564673', 'RAINN National Sexual Assault Hotline'),
  ('+18004224453', 'Childhelp National Child Abuse Hotline'),
  ('+18447628483', 'StrongHearts Native Helpline'),
  ('+18663319474', 'Love Is Respect');

-- Whether a text names one of them, however its digits are set. A short code counts where it stands alone: not inside a
-- longer number, and not as an amount of data.
create function mentions_hotline(said text) returns boolean language sql stable as $$
  select exists (
    select 1 from hotlines h
    where case
      when length(h.number) > 6 then strpos(regexp_replace(said, '[^0-9]', '', 'g'), right(h.number, 10)) > 0
      else said ~ ('(?<![0-9]|[0-9)][ .-])' || h.number || '(?![ .-]?[0-9]| ?[KMG]B)')
    end
  )
$$;

-- Requests to separate a line from its account. They belong to no account: no family's transaction ever sees one.
create table separation_requests (
  id          uuid primary key,
  -- sha256 of the code on the receipt.
  code_hash   bytea not null unique,
  asked_at    timestamptz not null default now(),
  language    text not null,
  name        text not null,
  -- How the person may be reached without danger: by e-mail, by phone, or not at all.
  way         text not null check (way in ('email', 'phone', 'none')),
  reach       text not null default '',
  -- E.164.
  numbers     text[] not null,
  holder      text not null default '',
  -- What happened, as far as it was said.
  reason      text not null default '',
  note        text not null default '',
  -- Whether the person declared what the law asks for; papers may follow.
  attested    boolean not null default false,
  state       text not null default 'new' check (state in ('new', 'working', 'waiting', 'done', 'refused')),
  worker_id   uuid,
  worker_name text,
  -- Said to the person where it was refused or something is missing.
  told        text not null default '',
  closed_at   timestamptz,
  version     integer not null default 1
);
create index separation_requests_open on separation_requests (asked_at) where closed_at is null;

-- What staff did and noted: the record that the law has the provider keep.
create table separation_events (
  id         bigint generated always as identity primary key,
  request_id uuid not null references separation_requests,
  at         timestamptz not null default now(),
  by_id      uuid,
  by_name    text not null,
  -- The state it came to; none for a note.
  state      text,
  text       text not null default ''
);
create index separation_events_request on separation_events (request_id, id);

alter table separation_requests enable row level security;
alter table separation_requests force row level security;
create policy staff on separation_requests using (scope_sees(null)) with check (scope_sees(null));
alter table separation_events enable row level security;
alter table separation_events force row level security;
create policy staff on separation_events using (scope_sees(null)) with check (scope_sees(null));
