-- Whether a number is on a line or on its way here, whoever's: the one question about other families that a family's
-- wizard has. The caller tells only its own account what the answer is.

create function number_standing(wanted text) returns table (account_id text, port_in uuid)
language sql stable set homeline.scope = 'all' as $$
  select n.account_id, null::uuid from numbers n where n.number = wanted and n.status <> 'Cancelled'
  union all
  select p.account_id, p.id from port_ins p where p.number = wanted and p.ended_at is null
$$;
