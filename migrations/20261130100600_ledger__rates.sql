-- Where rates of exchange were published. A published rate is recorded once, and keeps the day of its publication beside
-- the day it takes effect.
set local role redress_owner;

-- Rates as they were published ---------------------------------------------------------------------------------

create table ledger.rate_import (
  import_id uuid primary key,
  file_digest bytea not null check (octet_length(file_digest) = 32),
  format text not null check (format in ('own', 'un')),
  rates int not null check (rates >= 1),
  imported_by uuid not null references shared.actor,
  imported_at timestamptz not null
);
comment on table ledger.rate_import is 'Files of rates of exchange that brought something new';
comment on column ledger.rate_import.format is 'own: our columns; un: the list of UN operational rates of exchange';

create table ledger.rate_publication (
  rate_id uuid primary key references shared.rate,
  import_id uuid not null references ledger.rate_import,
  row_number int not null check (row_number >= 1),
  currency text not null references shared.currency,
  published_on date not null,
  constraint rate_exists__published unique (currency, published_on)
);
comment on table ledger.rate_publication is 'From which file a rate came, and from which day on it was published to be in force';
comment on column ledger.rate_publication.published_on is 'May lie before the day it takes effect here: a rate is never applied to the past';

reset role;
