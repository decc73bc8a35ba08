call ledger.rows_stay(array['exchange', 'exchange_answer', 'revaluation'], 'ledger.may_read()');
