-- The rate budget counts the permits of the last minute: as a bucket that was full and filled itself again, it gave out
-- almost twice as many in its first minute.

alter table rate_budget drop column tokens, drop column last_taken, drop column refilled_at;

create table rate_grants (
  -- Of the epoch.
  second  bigint primary key,
  granted integer not null
);

-- Takes a permit, unless `most` were given out within a minute or there is a pause. Answers 0, or how many seconds it is
-- until there may be one. Callers queue on the row of rate_budget, so replicas never spend one permit twice.
create function take_permit(most bigint) returns double precision language plpgsql as $$
declare
  paused timestamptz;
  at double precision;
  used bigint;
  gone bigint;
begin
  insert into rate_budget (id) values (true) on conflict do nothing;
  select paused_until into paused from rate_budget for update;
  if paused > clock_timestamp() then
    return extract(epoch from paused - clock_timestamp());
  end if;
  at := extract(epoch from clock_timestamp());
  -- The second of a minute ago counts whole: some of it may be less than a minute ago.
  delete from rate_grants where second < floor(at) - 60;
  select coalesce(sum(granted), 0) into used from rate_grants;
  if used < most then
    insert into rate_grants as g (second, granted) values (floor(at), 1)
      on conflict (second) do update set granted = g.granted + 1;
    return 0;
  end if;
  select min(second) into gone
    from (select second, sum(granted) over (order by second) as until from rate_grants) as grants
    where used - until < most;
  return greatest(gone + 61 - at, 0.01);
end $$;
