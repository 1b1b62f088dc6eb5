-- What a family's wizard must know of what others have: whether a number is on a line or on its way here, whether a card
-- is in use, whether an e-mail address is somebody's. Only the answer leaves these functions, never whose it is, but for
-- the number: the caller tells that to its own account alone. Each looks with scope `all` and puts the caller's back; when
-- it fails in between, so does the transaction that the scope is for.

create function number_standing(wanted text) returns table (account_id text, port_in uuid) language plpgsql as $$
declare
  own text := current_setting('homeline.scope', true);
begin
  perform set_config('homeline.scope', 'all', true);
  return query
    select n.account_id, null::uuid from numbers n where n.number = wanted and n.status <> 'Cancelled'
    union all
    select p.account_id, p.id from port_ins p where p.number = wanted and p.ended_at is null;
  perform set_config('homeline.scope', own, true);
end $$;

create function card_in_use(wanted text) returns boolean language plpgsql as $$
declare
  own text := current_setting('homeline.scope', true);
  used boolean;
begin
  perform set_config('homeline.scope', 'all', true);
  used := exists (select 1 from numbers n where n.iccid = wanted and n.status <> 'Cancelled')
       or exists (select 1 from port_ins p where p.iccid = wanted and p.ended_at is null);
  perform set_config('homeline.scope', own, true);
  return used;
end $$;

create function subscriber_exists(wanted text) returns boolean language plpgsql as $$
declare
  own text := current_setting('homeline.scope', true);
  taken boolean;
begin
  perform set_config('homeline.scope', 'all', true);
  taken := exists (select 1 from subscribers s where lower(s.email) = lower(wanted));
  perform set_config('homeline.scope', own, true);
  return taken;
end $$;
