-- In which form a file is kept, and what it hashed to as it was uploaded. What came before was kept as it was.
alter table avatar add column source_sha256 text not null default '';
update avatar set source_sha256 = sha256;
alter table avatar alter column source_sha256 drop default;
alter table avatar add column form text not null default 'BEFORE_FORMS';
alter table avatar alter column form drop default;
alter table part add column form text not null default 'BEFORE_FORMS';
update part set form = 'CANONICAL' where kind in ('PERSONA', 'SCRIPTS');
alter table part alter column form drop default;
