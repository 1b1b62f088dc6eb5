-- The projection: what Telegent had when it was last read. Telegent stays the system of record.
-- Every table with account_id is under row-level security: a family's connection sees its own account only.

create function scope_sees(account text) returns boolean language sql stable as $$
  select case current_setting('homeline.scope', true)
    when 'all' then true
    when 'account' then account is not null and account = current_setting('homeline.account', true)
    else false
  end
$$;

create table accounts (
  account_id  text primary key,
  name        text not null,
  billing     jsonb,
  mailing     jsonb,
  read_at     timestamptz not null default now()
);

create table subscribers (
  subscriber_id text primary key,
  account_id    text,
  name          text not null,
  email         text not null,
  role          text not null,
  read_at       timestamptz not null default now()
);
create index subscribers_account on subscribers (account_id);
create index subscribers_email on subscribers (lower(email));

create table routes (
  route_id    text primary key,
  account_id  text not null,
  kind        text not null check (kind in ('message', 'voice')),
  name        text not null,
  enabled     boolean,
  inbound_bypass  boolean,
  outbound_bypass boolean,
  read_at     timestamptz not null default now()
);
create index routes_account on routes (account_id);

create table numbers (
  number         text primary key,
  account_id     text,
  subscriber_id  text,
  tnid           text,
  order_id       text,
  iccid          text,
  status         text not null,
  product_type   text,
  message_route  text,
  voice_route    text,
  -- Activation code of an eSIM; shown to the family and to staff, never logged.
  lpa            text,
  bought_on      date,
  read_at        timestamptz not null default now()
);
create index numbers_account on numbers (account_id);
create index numbers_subscriber on numbers (subscriber_id);
create index numbers_iccid on numbers (iccid);

create table products (
  product_id  text primary key,
  sku         text not null,
  description text not null,
  type        text,
  cost_cents  bigint,
  active      boolean not null,
  read_at     timestamptz not null default now()
);

create table packages (
  package_id  text primary key,
  name        text not null,
  description text not null default '',
  type        text,
  price_cents bigint not null,
  monthly     boolean not null,
  active      boolean not null,
  read_at     timestamptz not null default now()
);

create table package_items (
  package_item_id text primary key,
  package_id      text not null references packages on delete cascade,
  product_id      text,
  price_cents     bigint,
  monthly         boolean
);

create table subscriptions (
  subscription_id text primary key,
  account_id      text,
  subscriber_id   text not null,
  tnid            text,
  iccid           text,
  package_id      text not null,
  active          boolean not null,
  read_at         timestamptz not null default now()
);
create index subscriptions_subscriber on subscriptions (subscriber_id);
create index subscriptions_account on subscriptions (account_id);

create table data_usage (
  number       text primary key,
  account_id   text,
  used_bytes   bigint,
  behavior     text,
  notify_mb    integer,
  throttle_mb  integer,
  limit_mb     integer,
  speed        text,
  read_at      timestamptz not null default now()
);

-- One row per thing that is read from Telegent; says how old a page's data is.
create table sync_state (
  kind        text primary key,
  finished_at timestamptz,
  failed_at   timestamptz,
  error       text,
  wanted      boolean not null default false
);

do $$
declare t text;
begin
  foreach t in array array['accounts', 'subscribers', 'routes', 'numbers', 'subscriptions', 'data_usage'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (scope_sees(account_id)) with check (scope_sees(account_id))', t);
  end loop;
end $$;
