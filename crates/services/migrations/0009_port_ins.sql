-- Bringing numbers over from another carrier, and letting them go.

select set_config('homeline.scope', 'all', true);

-- The language of pages and mail.
alter table users add column language text not null default 'en' check (language in ('en', 'es'));

-- When events of an account's orders were asked for.
alter table accounts add column orders_watched_at timestamptz;

-- What only the holder of the old account knows, sealed with the portal's key. Its owner is a draft, then a port-in.
create table sealed_fields (
  owner_id   uuid not null,
  account_id text,
  name       text not null check (name in ('account_number', 'pin')),
  sealed     bytea not null,
  -- Keyed hash: whether a value is the one that was refused can be told without opening it.
  digest     bytea not null,
  set_at     timestamptz not null default now(),
  set_by     text not null default '',
  primary key (owner_id, name)
);

-- What Telegent answered when it was asked whether a number may come over.
create table number_checks (
  draft_id   uuid not null references drafts on delete cascade,
  number     text not null,
  account_id text,
  eligible   boolean,
  carrier    text,
  kind       text,
  message    text,
  checked_at timestamptz not null default now(),
  primary key (draft_id, number)
);

-- Letters of authorisation, signed. A later change of what was signed voids it.
create table port_signatures (
  id         uuid primary key,
  draft_id   uuid not null,
  account_id text,
  signer     text not null,
  email      text not null default '',
  how        text not null check (how in ('screen', 'link')),
  language   text not null,
  signed_at  timestamptz not null default now(),
  client_addr text not null,
  user_agent text not null default '',
  document   bytea not null,
  document_sha256 bytea not null,
  -- Over what the letter says: numbers, carrier, holder, address.
  facts_sha256 bytea not null,
  voided_at  timestamptz
);
create index port_signatures_draft on port_signatures (draft_id);

-- Single-use links to people without a sign-in: sign the letter, or enter the PIN.
create table port_links (
  -- sha256 of the token in the link.
  token_hash bytea primary key,
  purpose    text not null check (purpose in ('sign', 'pin')),
  -- The draft or port-in it is about.
  owner_id   uuid not null,
  account_id text,
  email      text not null,
  name       text not null default '',
  language   text not null default 'en',
  made_by    text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index port_links_owner on port_links (owner_id);

create table port_ins (
  id          uuid primary key,
  account_id  text not null,
  -- What was asked for in one go, under one letter: the draft's id.
  batch_id    uuid not null,
  position    integer not null default 0,
  number      text not null,
  state       text not null,
  -- The words of the last reading.
  raw_status  text,
  raw_message text,
  -- Keys of the catalogue of refusals.
  reasons     text[] not null default '{}',
  unrecognised boolean not null default false,
  slow        boolean not null default false,
  stuck       boolean not null default false,
  -- Staff hold it: nothing is sent and nothing reminded.
  held        boolean not null default false,
  -- What Telegent answered to update and cancel when it knew of no such order.
  update_error text,
  cancel_error text,

  carrier     text not null,
  kind        text not null check (kind in ('mobile', 'prepaid', 'landline')),
  holder      text not null,
  billing     jsonb not null,
  pin_made    date,
  wanted_date date,
  signature_id uuid references port_signatures,

  -- Who gets it.
  person      text not null,
  subscriber_id text,
  message_route text,
  voice_route text,
  iccid       text,
  package_id  text not null,
  limits      jsonb not null,
  e911        jsonb not null,

  order_id    text,
  -- The id an event named; the order is read before it is believed.
  heard_order text,
  -- The chain that sends, corrects, cancels or switches on; at most one at a time.
  chain_id    uuid,
  -- Digest of what was last sent, and how often each field was sent since it was refused first.
  sent_digest bytea,
  tries       jsonb not null default '{}',

  -- Owner of the row's clock: when the reading that is applied began; an older one changes nothing.
  read_at     timestamptz,
  -- When we last changed the order: a reading that began before says nothing of it.
  written_at  timestamptz,
  state_since timestamptz not null default now(),
  next_poll_at timestamptz,
  -- Seconds between two readings, as the schedule has it now.
  poll_interval integer not null default 120,
  polls       integer not null default 0,
  reminded    integer not null default 0,

  sent_at     timestamptz,
  voice_live_at timestamptz,
  texting_live_at timestamptz,
  -- Self-test: which of call_in, call_out, text_in, text_out, data worked.
  tested      jsonb not null default '{}',
  created_by  uuid not null,
  created_by_name text not null,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz
);
-- One order of a number at a time, whoever asks.
create unique index port_ins_in_flight on port_ins (number) where ended_at is null;
create index port_ins_account on port_ins (account_id, created_at desc);
create index port_ins_due on port_ins (next_poll_at) where ended_at is null;
create index port_ins_batch on port_ins (batch_id);
create index port_ins_order on port_ins (order_id);
create index port_ins_chain on port_ins (chain_id);

-- What happened to a port-in: readings, our calls, people's edits, notes.
create table port_events (
  id         bigint generated always as identity primary key,
  port_in_id uuid not null references port_ins on delete cascade,
  account_id text not null,
  at         timestamptz not null default now(),
  kind       text not null check (kind in
    ('signed', 'sent', 'unknown', 'state', 'looked', 'heard', 'corrected', 'cancelled', 'refused', 'saved', 'note', 'file',
     'mailed', 'switched_on', 'tested', 'held', 'link')),
  -- Null where the portal itself acted.
  actor_name text,
  -- The state it led to.
  state      text,
  reasons    text[] not null default '{}',
  -- The facts, in words; never a secret.
  detail     text not null default '',
  -- The upstream's own words.
  raw        text,
  -- Notes: seen by staff alone; somebody must act.
  private    boolean not null default false,
  action_needed boolean not null default false,
  -- Looks that changed nothing are one row: how many, and until when.
  times      integer not null default 1,
  until      timestamptz
);
create index port_events_port on port_events (port_in_id, id);

create table port_files (
  id         uuid primary key,
  port_in_id uuid not null references port_ins on delete cascade,
  account_id text not null,
  name       text not null,
  media_type text not null,
  size       integer not null,
  content    bytea not null,
  added_by   text not null,
  added_at   timestamptz not null default now()
);
create index port_files_port on port_files (port_in_id);

-- Reference data that staff edit. The rows are the domain's types as JSON.
create table refusals (
  key      text primary key,
  position integer not null,
  row      jsonb not null,
  -- Edited by staff: a new version of the portal leaves it alone.
  edited   boolean not null default false
);
create table carrier_hints (
  id       uuid primary key,
  carrier  text not null,
  kind     text not null,
  row      jsonb not null,
  edited   boolean not null default false,
  unique (carrier, kind)
);
create table reference_changes (
  id         bigint generated always as identity primary key,
  what       text not null check (what in ('refusal', 'carrier_hint')),
  key        text not null,
  at         timestamptz not null default now(),
  actor_id   uuid not null,
  actor_name text not null,
  before     jsonb,
  after      jsonb
);
create index reference_changes_key on reference_changes (what, key, id desc);

-- What a person is told in the portal; the same goes out as mail.
create table notices (
  id         uuid primary key,
  user_id    uuid not null references users on delete cascade,
  account_id text,
  kind       text not null,
  title      text not null,
  body       text not null default '',
  href       text not null default '',
  at         timestamptz not null default now(),
  seen_at    timestamptz
);
create index notices_user on notices (user_id, at desc);

-- A line's lock against leaving: no row means locked.
create table port_locks (
  number     text primary key,
  account_id text not null,
  locked     boolean not null,
  changed_at timestamptz not null default now(),
  changed_by text not null
);

-- PINs issued for leaving. The PIN itself is shown once and kept nowhere but, until it was sent, sealed.
create table port_out_pins (
  id         uuid primary key,
  account_id text not null,
  number     text not null,
  sealed     bytea,
  chain_id   uuid,
  issued_by  uuid not null,
  issued_by_name text not null,
  issued_at  timestamptz not null default now(),
  stored_at  timestamptz,
  shown_at   timestamptz,
  -- "This was not me": the token of the mail, and when it was used.
  alarm_hash bytea,
  alarmed_at timestamptz
);
create index port_out_pins_number on port_out_pins (number, issued_at desc);

do $$
declare t text;
begin
  foreach t in array array['sealed_fields', 'number_checks', 'port_signatures', 'port_links', 'port_ins', 'port_events',
                           'port_files', 'port_locks', 'port_out_pins'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
