-- The list of numbers of help may hold thousands: what a text has of numbers is looked up in it, instead of each number of
-- the list in the text. The answer is as before.
create or replace function mentions_hotline(said text) returns boolean language sql stable as $$
  select exists (
    select 1 from hotlines h
    where h.number = any (
      array(
        select '+1' || substr(d.digits, i, 10)
        from (select regexp_replace(said, '[^0-9]', '', 'g') as digits) d, generate_series(1, length(d.digits) - 9) i
      )
      -- A short code counts where it stands alone: not inside a longer number, and not as an amount of data.
      || array(
        select m[1]
        from regexp_matches(said, '(?<![0-9]|[0-9)][ .-])([0-9]{3,6})(?![ .-]?[0-9]| ?[KMG]B)', 'g') m
      )
    )
  )
$$;
