-- The proof beside a paper: its row, the trace of that row, and the checkpoint that the trace stands under.
create function documents.paper_proof(document uuid)
returns table (row_text text, trace text, place bigint, statement text, signature bytea, size_before bigint, frontier_before bytea,
  leaves bytea)
language sql stable security definer set search_path = pg_catalog set timezone = 'UTC' set bytea_output = 'hex' as $$
  select shared.row_text(to_jsonb(p) - t.left_out), 'row ' || shared.row_text(to_jsonb(r)),
    coalesce(b.size, 0) + array_position(c.places, 4 * r.log_id + 3) - 1, c.statement, c.signature,
    coalesce(b.size, 0), coalesce(b.frontier, ''::bytea), c.leaves
  from documents.paper p
  join shared.tables_under_log() t on t.listed = 'documents.paper'
  cross join lateral (
    select l.* from shared.row_log l where l.listed = t.listed and l.key = p.document_id::text order by l.log_id desc limit 1) as r
  cross join lateral (
    select k.* from shared.checkpoint k where k.until_xid > r.xid order by k.until_xid limit 1) as c
  left join shared.checkpoint b on b.number = c.number - 1
  where p.document_id = document and p.rendered_at is not null and documents.may_read(p.claim_id, p.kind);
$$;
comment on function documents.paper_proof is 'What proves that a finished paper is as it was when the log was sealed; no row while it is not sealed';
grant execute on function documents.paper_proof(uuid) to redress_documents;
