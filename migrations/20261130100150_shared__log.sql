-- The log: what was done (audit, events) and every version of every row that it was done to, under signed checkpoints of one
-- growing hash tree (shared/proof).
--   * a row is changed with its trace in shared.row_log, in the same transaction; a trace holds a digest, not what the row says;
--   * a checkpoint is over everything that was committed by then: what it is over can be neither changed nor taken away without
--     being named by the audit;
--   * nobody has a right to these tables but the functions of definitions/shared/log.sql.
set local role redress_owner;

create table shared.row_log (
  log_id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  listed text not null,
  key text not null,
  digest bytea check (octet_length(digest) = 32),
  written_by text not null default session_user
);
comment on table shared.row_log is 'A trace of every version of every row that is under the log: its digest. Which tables are not, and why, stands in definitions/shared/log.sql';
comment on column shared.row_log.listed is 'The table, with its namespace';
comment on column shared.row_log.key is 'The primary key, its parts separated by blanks';
comment on column shared.row_log.digest is 'SHA-256 of shared.row_text; null where the row was taken away';
create index row_log_xid_idx on shared.row_log (xid);
create index row_log_key_idx on shared.row_log (listed, key, log_id);

create table shared.checkpoint (
  number bigint primary key check (number >= 1),
  until_xid xid8 not null constraint checkpoint_until_key unique,
  size bigint not null constraint checkpoint_size_key unique check (size >= 1),
  frontier bytea not null check (octet_length(frontier) % 32 = 0),
  places bigint[] not null,
  leaves bytea not null,
  statement text not null check (length(statement) <= 1000),
  key_id text not null check (key_id ~ '^[0-9a-f]{16}$'),
  signature bytea not null check (octet_length(signature) = 64),
  sealed_at timestamptz not null,
  constraint checkpoint_leaf_of_each_place check (octet_length(leaves) = 32 * cardinality(places) and cardinality(places) >= 1)
);
comment on table shared.checkpoint is 'Signed statements over the whole log up to a transaction; one a second while there is something new';
comment on column shared.checkpoint.until_xid is 'It is over the rows of all transactions below';
comment on column shared.checkpoint.size is 'Rows under it and all before it';
comment on column shared.checkpoint.frontier is 'Roots of the full trees that its tree is made of, the largest first: what the next one goes on from';
comment on column shared.checkpoint.places is 'The rows since the one before, in order: four times their number, plus 1 for audit, 2 for events, 3 for traces of rows';
comment on column shared.checkpoint.leaves is 'Their hashes in the tree, 32 bytes each';
comment on column shared.checkpoint.statement is 'What is signed: number, size and root of the tree';
-- Hashes don't get smaller.
alter table shared.checkpoint alter column leaves set storage external;

-- The page of the log goes by claim (audit_claim_idx), by person and by day.
create index audit_actor_idx on shared.audit (actor_id, audit_id);
create index audit_day_idx on shared.audit using brin (recorded_at);

insert into shared.own_work (action, login, sees_claims) values
  ('ledger.seal_log', 'redress_ledger', false), ('ledger.show_checkpoint', 'redress_ledger', false),
  ('ledger.export_log', 'redress_ledger', false);

reset role;
