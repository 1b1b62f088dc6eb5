-- People who may sign in, their sessions, and the mail they are sent. All of it is the portal's own: Telegent's
-- credentials belong to the operator and tell people apart in no way.

create table users (
  id            uuid primary key,
  -- Lower-cased; the sign-in name.
  email         text not null,
  name          text not null,
  role          text not null check (role in ('owner', 'agent', 'manager')),
  -- Telegent's account and subscriber of a family role.
  account_id    text,
  subscriber_id text,
  -- Null until the invitation is accepted.
  password_hash text,
  created_at    timestamptz not null default now(),
  disabled_at   timestamptz,
  constraint users_email_lower check (email = lower(email)),
  constraint users_family_account check ((role = 'manager') = (account_id is not null))
);
create unique index users_email on users (email);

create table sessions (
  -- sha256 of the cookie's value: a copy of this table opens no session.
  id         text primary key,
  user_id    uuid references users on delete cascade,
  data       bytea not null,
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- Failed sign-ins by account and by address; keys are hashed.
create table sign_in_throttle (
  key           text primary key,
  failures      integer not null,
  blocked_until timestamptz not null,
  last_at       timestamptz not null default now()
);

create table invitations (
  -- sha256 of the token in the link.
  token_hash bytea primary key,
  user_id    uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz,
  created_at timestamptz not null default now()
);
create index invitations_user on invitations (user_id);

create table mail_outbox (
  id         uuid primary key,
  recipient  text not null,
  subject    text not null,
  body_text  text not null,
  body_html  text,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  attempts   integer not null default 0,
  next_at    timestamptz not null default now(),
  last_error text
);
create index mail_outbox_due on mail_outbox (next_at) where sent_at is null;
