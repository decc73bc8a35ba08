call ledger.rows_stay(array['rate_import', 'rate_publication'], 'ledger.may_read()');
