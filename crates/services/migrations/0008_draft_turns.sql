-- Which of the saves of its page a draft holds: an earlier one that arrives late overwrites nothing.
alter table drafts add column turn integer not null default 0;
