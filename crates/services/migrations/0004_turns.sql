-- Chains of one account follow one another, and what is unknown is found out with patience.

-- Migrations run as the owner of the tables, for whom row-level security holds, too.
select set_config('homeline.scope', 'all', true);

-- The place in the line of the chains with the same lock_key: drawn when the chain is made, anew when it is tried again.
alter table chains add column turn timestamptz;
update chains set turn = created_at;
alter table chains alter column turn set default clock_timestamp(), alter column turn set not null;
create index chains_line on chains (lock_key, turn, id) where finished_at is null;

-- A sending of it may have done it although no answer said so: it is read for before it is sent again by a person.
alter table operations add column maybe boolean not null default false;
-- A person asked for it to be sent again: it is, once one more reading has found nothing.
alter table operations add column again boolean not null default false;
-- Readings in a row that Telegent did not answer.
alter table operations add column unheard integer not null default 0;

create index drafts_chain on drafts (chain_id) where chain_id is not null;
