-- Books of a size, through the one function that posts: \set claims and \set batch before. For each claim a commitment,
-- a payable, a release, and a settlement or a rejection; then one thing more: money that came in one of four currencies,
-- a charge, a loss, a renewal. At the end some of what came in is taken back.
\set ON_ERROR_STOP on
-- Who acts is signed for one transaction.
create function pg_temp.act() returns void language sql as $$
  select shared.act_as('0a000000-0000-7000-8000-000000000001', 'finance_officer,system', '*', '');
$$;
begin;
select pg_temp.act() \g /dev/null
select count(ledger.open_account(h.head, c.currency, h.holder))
from (values ('fund_cash', ''), ('bank_charges', ''), ('contributions', 'gov:a'), ('contributions', 'gov:b.2')) as h (head, holder)
cross join (values ('USD'), ('EUR'), ('XAF'), ('JOD')) as c (currency) \g /dev/null
commit;

create temp table made (id uuid, kind text, day date, claim_id uuid, undo uuid, debit text, debit_holder text, credit text,
  credit_holder text, amount numeric, currency text, n bigint);
create function pg_temp.send() returns bigint language plpgsql as $$
declare sent bigint;
begin
  perform pg_temp.act();
  insert into shared.audit (actor_id, roles, action) values (shared.actor_id(), 'system', 'prove');
  with leg as (
      select array_agg(m.n::int order by m.n, l.first desc) as place,
        array_agg(case s.side when 'debit' then m.debit else m.credit end order by m.n, l.first desc) as head,
        array_agg(case s.side when 'debit' then m.debit_holder else m.credit_holder end order by m.n, l.first desc) as holder,
        array_agg(s.side order by m.n, l.first desc) as side, array_agg(m.amount order by m.n, l.first desc) as amount,
        array_agg(m.currency order by m.n, l.first desc) as currency
      from made m cross join (values ('debit'), ('credit')) as s (side)
      -- A mirror image has its accounts in the same order.
      cross join lateral (select (s.side = 'debit') = (m.undo is null) as first) as l),
    entry as (
      select array_agg(m.id order by m.n) as id, array_agg(m.kind order by m.n) as kind, array_agg(m.day order by m.n) as day,
        array_agg(m.claim_id order by m.n) as claim_id, array_agg(m.undo order by m.n) as undo
      from made m)
  select count(*) into sent
  from entry e, leg l, ledger.post(e.id, e.kind, e.day, e.claim_id, e.undo, l.place, l.head, l.holder, l.side, l.amount, l.currency);
  truncate made;
  return sent;
end $$;

insert into made values (md5('first')::uuid, 'contribution', '2026-01-01', null, null, 'fund_cash', '', 'contributions', 'gov:a',
  9000000000, 'USD', 1);
select pg_temp.send() \g /dev/null

select format($sql$
  insert into made
  select md5(c.i || '-' || s.k)::uuid, s.kind, date '2026-01-01' + (c.i * 13 %% 330)::int, case when s.is_of_claim then c.id end, null,
    s.debit, '', s.credit, case s.kind when 'contribution' then case c.i %% 3 when 0 then 'gov:a' else 'gov:b.2' end else '' end,
    round(((c.i * 7919 + case s.kind when 'renewal' then 0 else s.k / 5 * 331 end) %% 1000003 + 7)::numeric / power(10, y.exponent)::int, y.exponent), y.currency,
    row_number() over (order by c.i, s.k)
  from (select i, md5('claim ' || i)::uuid as id from generate_series(%s::bigint, %s) as i) as c
  cross join lateral (values
    (1, 'commitment', true, 'fund_balance', 'award_commitments'),
    (2, 'payable', true, 'award_commitments', 'awards_payable'),
    (3, 'release', true, 'awards_payable', 'payment_clearing'),
    (4, case when c.i %% 10 = 9 then 'rejection' else 'settlement' end, true, 'payment_clearing',
      case when c.i %% 10 = 9 then 'returned_payments' else 'fund_cash' end),
    (5, case c.i %% 10 when 9 then 'renewal' when 8 then 'loss' when 7 then 'charge'
      else 'contribution' end, c.i %% 10 = 9, case c.i %% 10 when 9 then 'returned_payments' when 8 then 'own_error'
      when 7 then 'bank_charges' else 'fund_cash' end,
      case c.i %% 10 when 9 then 'awards_payable' when 8 then 'fund_cash' when 7 then 'fund_cash' else 'contributions' end)
    ) as s (k, kind, is_of_claim, debit, credit)
  join shared.currency y on y.currency = case when s.kind in ('contribution', 'charge')
    then (array['USD', 'EUR', 'XAF', 'JOD'])[1 + c.i %% 4] else 'USD' end;
  select pg_temp.send();$sql$, a, least(a + :batch - 1, :claims))
from generate_series(1, :claims, :batch) as a \gexec

insert into made
select md5('back ' || e.entry_id)::uuid, 'reversal', e.occurred_on, null, e.entry_id, c.head, c.holder, d.head, d.holder, e.amounts[1],
  d.currency, row_number() over (order by e.seq)
from ledger.entry e join ledger.account d on d.account_id = e.accounts[1] join ledger.account c on c.account_id = e.accounts[2]
where e.kind = 'contribution' and e.seq > 1 and e.seq % 29 = 0;
select pg_temp.send() as taken_back;
