call ledger.rows_stay(array['exchange', 'exchange_answer', 'revaluation'], '(select ledger.may_read())');
