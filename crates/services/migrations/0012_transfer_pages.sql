-- What the pages of port-ins ask.

-- Notes that somebody must act on.
create index port_events_action on port_events (port_in_id) where action_needed;
-- Open ones by age, and those that staff must see to.
create index port_ins_open on port_ins (state_since) where ended_at is null;
create index port_ins_staff on port_ins (id) where ended_at is null and (stuck or unrecognised or state = 'needs_provider');
-- Finished ones, to say how long it takes.
create index port_ins_finished on port_ins (kind, voice_live_at) where voice_live_at is not null;

-- How long numbers of a kind took from sending to the first call, over all families: a family is told of the operator's
-- experience and sees nobody's rows. Seconds; of the carrier's own and of all of the kind, in the last year.
create function port_in_times(of_carrier text, of_kind text)
returns table (own bigint, own_times float8[], every bigint, every_times float8[])
language plpgsql as $$
declare
  scope text := current_setting('homeline.scope', true);
begin
  perform set_config('homeline.scope', 'all', true);
  return query
    select count(*) filter (where theirs),
           percentile_cont(array[0.2, 0.8, 0.9]) within group (order by seconds) filter (where theirs),
           count(*), percentile_cont(array[0.2, 0.8, 0.9]) within group (order by seconds)
    from (
      select lower(p.carrier) = lower(of_carrier) as theirs, extract(epoch from p.voice_live_at - p.sent_at)::float8 as seconds
      from port_ins p
      where p.kind = of_kind and p.voice_live_at > now() - interval '1 year' and p.voice_live_at >= p.sent_at
    ) times;
  -- The rest of the transaction sees what it saw before.
  perform set_config('homeline.scope', coalesce(scope, ''), true);
end
$$;
