call ledger.rows_stay(array['period_step', 'period_check', 'period_total'], '(select ledger.may_read())');
