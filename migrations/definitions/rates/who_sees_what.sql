call ledger.rows_stay(array['rate_import', 'rate_publication'], '(select ledger.may_read())');
