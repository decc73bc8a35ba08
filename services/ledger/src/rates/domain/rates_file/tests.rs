use super::*;
use proptest::prelude::*;
use rust_decimal_macros::dec;
use time::macros::date;

fn seen(file: &RatesFile) -> Vec<(u32, &str, Decimal, Date)> {
    file.listed
        .iter()
        .map(|row| (row.row, row.currency.code(), row.per_usd, row.published_on))
        .collect()
}

#[test]
fn the_published_list_is_read_with_titles_notes_and_foreign_letters() {
    let text = b"UN Operational Rates of Exchange\r\n\r\n\
        Country\tCurrency\tAbbreviation\tEffective Date\tOperational Rates of Exchange\r\n\
        Cameroon\tCFA Franc\tXAF\t01 Nov 2026\t564.2500 \r\n\
        Gabon\tCFA Franc\tXAF\t01 Nov 2026\t564.2500\r\n\
        C\xf4te d'Ivoire\tCFA Franc\tXOF\t1 Nov 2026\t564.25\r\n\
        Nowhere\tDenar\tMKD\t01 Nov 2026\t52.9\r\n\
        Ecuador\tUS Dollar\tUSD\t01 Nov 2026\t1\r\n\
        Iraq\tDinar\tIQD\t01/11/2026\t1310\r\n\r\n\
        * Rates are effective from the date shown.\r\n";
    let file = read(text).expect("readable");
    assert_eq!(file.format, Format::Un);
    let day = date!(2026 - 11 - 01);
    assert_eq!(
        seen(&file),
        [
            (4, "XAF", dec!(564.25), day),
            (5, "XAF", dec!(564.25), day),
            (6, "XOF", dec!(564.25), day)
        ]
    );
    assert_eq!(file.listed[0].source, "UN operational rate of 2026-11-01");
    let problems: Vec<_> =
        file.unread.iter().map(|row| (row.row, row.currency.as_str(), row.problem)).collect();
    assert_eq!(
        problems,
        [
            (7, "MKD", RowProblem::NotListed),
            (8, "USD", RowProblem::Dollars),
            (9, "IQD", RowProblem::Day)
        ]
    );
}

#[test]
fn headings_may_be_missing_quoted_or_in_another_order() {
    let bare = b"x\ny\n\nKenya,\"Shilling, new\",KES,01-Nov-2026,129.2\nHaiti,Gourde,HTG,01-Nov-2026,131.4\n";
    assert_eq!(
        seen(&read(bare).expect("readable")),
        [(5, "HTG", dec!(131.4), date!(2026 - 11 - 01))]
    );
    let turned =
        "\u{feff}\"Rate\";\"Eff_Date\";\"Abbr.\"\n\"89500,5\";\"15 November 2026\";\"lbp\"\n";
    let read_back = read(turned.as_bytes()).expect("readable");
    assert_eq!(seen(&read_back), [(2, "LBP", dec!(89500.5), date!(2026 - 11 - 15))]);
}

#[test]
fn our_own_columns_need_a_source() {
    let text = "source,effective_from,per_usd,currency\nCentral bank,2026-12-01,605.25,XAF\n,2026-12-01,0.925,EUR\n";
    let file = read(text.as_bytes()).expect("readable");
    assert_eq!(file.format, Format::Own);
    assert_eq!(seen(&file), [(2, "XAF", dec!(605.25), date!(2026 - 12 - 01))]);
    assert_eq!(file.unread[0].problem, RowProblem::Source);
    assert_eq!(read(b"currency,per_usd\nXAF,1\n"), Err(FileProblem::NoHeadings));
    assert_eq!(read(b"\xff\xfec\0u\0"), Err(FileProblem::NotText));
    assert_eq!(read(&vec![b'x'; BYTES_MAX + 1]), Err(FileProblem::TooLarge));
    assert_eq!(read(&vec![b'\n'; ROWS_MAX + 1]), Err(FileProblem::TooManyRows));
    assert_eq!(
        read(b"source,effective_from,per_usd,currency\n\xe9,2026-12-01,1,XAF"),
        Err(FileProblem::NotText)
    );
}

#[test]
fn a_rate_that_could_be_two_is_refused() {
    for (written, separator, rate) in [
        ("89,500.25", ',', Ok(dec!(89500.25))),
        ("89.500,25", ';', Ok(dec!(89500.25))),
        ("1,234,567", ',', Ok(dec!(1234567))),
        ("0,925", ';', Ok(dec!(0.925))),
        ("0,9255", ',', Ok(dec!(0.9255))),
        ("89,500", ',', Err(RowProblem::Ambiguous)),
        ("0", ',', Err(RowProblem::Rate)),
        ("-1", ',', Err(RowProblem::Rate)),
        ("1e3", ',', Err(RowProblem::Rate)),
        ("1.2.3", ',', Err(RowProblem::Rate)),
        ("0.123456789", ',', Err(RowProblem::Rate)),
        ("999999999999", ',', Err(RowProblem::Rate)),
        ("", ',', Err(RowProblem::Rate)),
    ] {
        assert_eq!(rate_of(written, separator), rate, "{written}");
    }
}

proptest! {
    #[test]
    fn nothing_makes_the_reader_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes).map(|file| assert!(file.listed.iter().all(|row| is_rate(row.per_usd))));
    }

    #[test]
    fn a_row_in_any_separator_reads_back(units in 1_i64..10_000_000, places in 0_u32..6, separator in "[,;\t]") {
        let rate = Decimal::new(units, places);
        let rows = [["Area", "Name", "Abbreviation", "Effective date", "Rate"].map(str::to_owned),
            ["\"A, b; \"\"c\"\"\"".into(), "n".into(), "XAF".into(), "01 Nov 2026".into(), rate.to_string()]];
        let text: Vec<String> = rows.iter().map(|row| row.join(&separator)).collect();
        let file = read(text.join("\r\n").as_bytes()).expect("readable");
        prop_assert_eq!(file.listed[0].per_usd, rate.normalize());
    }
}
