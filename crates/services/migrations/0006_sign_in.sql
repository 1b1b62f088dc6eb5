-- Attempts of a key, with the one that is made now: each hour without one, one is forgotten, after a day all.
create function attempts(failures integer, last_at timestamptz) returns integer language sql volatile as $$
  select 1 + case
    when last_at < clock_timestamp() - interval '1 day' then 0
    else greatest(0, failures - floor(extract(epoch from clock_timestamp() - last_at) / 3600)::integer)
  end
$$;

-- Who asked for a new invitation, to be looked at by a job: the answer takes as long for an unknown address.
create table invitation_requests (
  email    text primary key,
  asked_at timestamptz not null default now()
);
