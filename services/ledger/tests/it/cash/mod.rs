mod close_bank_account;
mod confirm_bank_account;
mod open_bank_account;
mod read_cash;
mod revalue_cash;
