mod read_log;
mod seal_log;
