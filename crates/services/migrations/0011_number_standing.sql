-- What a family's wizard must know of what others have: whether a number is on a line or on its way here, whether a card
-- is in use, whether an e-mail address is somebody's. Only the answer leaves these functions, never whose it is, but for
-- the number: the caller tells that to its own account alone.

create function number_standing(wanted text) returns table (account_id text, port_in uuid)
language sql stable set homeline.scope = 'all' as $$
  select n.account_id, null::uuid from numbers n where n.number = wanted and n.status <> 'Cancelled'
  union all
  select p.account_id, p.id from port_ins p where p.number = wanted and p.ended_at is null
$$;

create function card_in_use(wanted text) returns boolean
language sql stable set homeline.scope = 'all' as $$
  select exists (select 1 from numbers where iccid = wanted and status <> 'Cancelled')
      or exists (select 1 from port_ins where iccid = wanted and ended_at is null)
$$;

create function subscriber_exists(wanted text) returns boolean
language sql stable set homeline.scope = 'all' as $$
  select exists (select 1 from subscribers where lower(email) = lower(wanted))
$$;
