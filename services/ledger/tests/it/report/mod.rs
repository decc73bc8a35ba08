mod read_reports;
