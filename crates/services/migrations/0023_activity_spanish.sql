-- The facts of an entry in Spanish, beside the log, which is in English and hashed. None where they are the same in both.
alter table activity_about add column detail_es text;
