-- Leaving: a PIN that takes the place of one that is to work no more, and why the network took one not.

alter table port_out_pins
  -- Made by the portal, seen by nobody: whoever holds the PIN before it holds nothing.
  add column void boolean not null default false,
  -- The upstream's words.
  add column refused text;
create unique index port_out_pins_alarm on port_out_pins (alarm_hash);
