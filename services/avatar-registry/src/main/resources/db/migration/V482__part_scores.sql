-- What the rules of its kind found in a part when it came; empty for parts from before there were rules.
alter table part add column score text not null default '';
alter table part alter column score drop default;
