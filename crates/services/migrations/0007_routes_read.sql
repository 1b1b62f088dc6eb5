-- When the routes of an account were asked for last, whatever came back.

alter table accounts add column routes_read_at timestamptz;
