mod keep_fund;
