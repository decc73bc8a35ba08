mod seal_log;
