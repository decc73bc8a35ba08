-- Documents: papers, from queued to rendered.
--   * a paper is made once for its kind and subject, however often its event is heard;
--   * rendered, it never changes: what was handed out can be handed out again, byte for byte;
--   * each role sees the kinds that its work needs, of the claims that it may see.
set local role redress_owner;

create table documents.paper (
  document_id uuid primary key,
  kind text not null constraint paper_kind_known check (kind in ('receipt', 'decision_letter', 'remittance_slip')),
  claim_id uuid not null references shared.claim,
  subject_id uuid not null,
  language text not null constraint paper_language_known check (language ~ '^[a-z]{2,3}$'),
  template_version int not null check (template_version >= 1),
  content jsonb not null,
  queued_at timestamptz not null,
  attempts int not null default 0 check (attempts >= 0),
  lease_token uuid,
  lease_until timestamptz,
  parked_at timestamptz,
  incident text,
  rendered_at timestamptz,
  sha256 bytea,
  bytes bytea,
  constraint paper_once unique (kind, subject_id),
  constraint paper_rendered_whole check (num_nulls(rendered_at, sha256, bytes) in (0, 3)),
  constraint paper_hash_of_bytes check (sha256 = pg_catalog.sha256(bytes)),
  constraint paper_parked_under_number check ((parked_at is null) = (incident is null)),
  constraint paper_parked_or_rendered check (parked_at is null or rendered_at is null)
);
comment on table documents.paper is 'Papers for survivors and their advocates; a row is queued by an event and rendered by a worker that leases it';
comment on column documents.paper.subject_id is 'What the paper is about: the claim of a receipt, the decision of a letter, the instalment of a slip';
comment on column documents.paper.language is 'Language it is written in: the survivor''s, or English where there are no texts in hers';
comment on column documents.paper.template_version is 'Version of the wording and layout it is made with';
comment on column documents.paper.content is 'What it says, as data, copied when the event was heard; pseudonymous, but the panel''s reasons are free text';
comment on column documents.paper.attempts is 'How often a worker has leased it';
comment on column documents.paper.lease_token is 'Who may write the result: a worker that lost its lease can''t';
comment on column documents.paper.lease_until is 'Not to be leased again before';
comment on column documents.paper.parked_at is 'Set aside after all attempts, for a person to look at; a program that begins later tries it again';
comment on column documents.paper.incident is 'Number that leads to the fault in the log';
comment on column documents.paper.sha256 is 'Hash of the bytes';
comment on column documents.paper.bytes is 'The PDF';
create index paper_claim_idx on documents.paper (claim_id, queued_at);
create index paper_waiting_idx on documents.paper (queued_at) where rendered_at is null;

reset role;
