call ledger.rows_stay(array['bank_account', 'bank_account_step', 'foreign_cash'], '(select ledger.may_read())');
