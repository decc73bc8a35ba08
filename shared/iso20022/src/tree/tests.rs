use super::*;
use proptest::prelude::*;

fn problem(xml: &str) -> (Problem, u32) {
    let error = parse(xml.as_bytes()).expect_err("refused");
    (error.problem, error.line)
}

#[test]
fn a_tree_answers_by_path_and_keeps_lines() {
    let root = parse(b"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<n:a xmlns:n=\"urn:x:1\">\n<n:b>\n<n:c Ccy='USD'> 1.50 </n:c></n:b></n:a>")
        .expect("a tree");
    let amount = root.need("b/c").expect("there");
    assert_eq!(amount.money().map(|money| money.to_string()), Ok("1.50 USD".to_owned()));
    let missing = root.need("b/d").expect_err("missing");
    assert_eq!((missing.place.as_str(), missing.line), ("a/b/d", 2));
    assert_eq!(root.namespace.as_deref(), Some("urn:x:1"));
}

#[test]
fn document_types_and_entities_are_refused_with_their_line() {
    let laughs = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'ha'>]>\n<a>&x;</a>";
    assert_eq!(problem(laughs), (Problem::DocumentType, 2));
    assert_eq!(problem("<a>\n&x;</a>"), (Problem::Entity, 2));
    assert_eq!(problem("<a Ccy='&x;'/>"), (Problem::Entity, 1));
    let plain = parse(b"<a>&lt;&#65;&amp;</a>").expect("the five of XML stand");
    assert_eq!(plain.text(), "<A&");
}

#[test]
fn broken_and_foreign_files_are_refused() {
    assert_eq!(problem("<a><b></a>").0, Problem::NotXml);
    assert_eq!(problem("<a/><b/>").0, Problem::NotXml);
    assert_eq!(problem("<a>").0, Problem::NotXml);
    assert_eq!(problem("").0, Problem::NotXml);
    assert_eq!(problem("<?xml version='1.0' encoding='ISO-8859-1'?><a/>").0, Problem::NotUtf8);
    let latin = parse(b"<a>\n\xE9</a>").expect_err("not UTF-8");
    assert_eq!((latin.problem, latin.line), (Problem::NotUtf8, 2));
}

#[test]
fn limits_hold() {
    let limits = Limits { bytes: 60, depth: 3, elements: 5 };
    let refused = |xml: &str| parse_within(xml.as_bytes(), limits).expect_err("refused").problem;
    assert_eq!(refused("<a><b><c><d/></c></b></a>"), Problem::TooDeep);
    assert_eq!(refused("<a><b/><b/><b/><b/><b/></a>"), Problem::TooManyElements);
    assert_eq!(refused(&"<a/>".repeat(20)), Problem::TooLarge);
}

#[test]
fn amounts_keep_to_their_currency() {
    for bad in
        ["<a Ccy='XAF'>1.5</a>", "<a Ccy='USD'>-1</a>", "<a Ccy='USD'>1e3</a>", "<a Ccy='USD'/>"]
    {
        let node = parse(bad.as_bytes()).expect("a tree");
        assert_eq!(node.money().map_err(|error| error.problem), Err(Problem::NotAnAmount), "{bad}");
    }
    let node = parse(b"<a Ccy='JPY'>1</a>").expect("a tree");
    assert_eq!(node.money().map_err(|error| error.problem), Err(Problem::UnknownCurrency));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn no_markup_makes_it_panic(text in "[<>&;/a-c '\"=!?\\[\\]x#0-9-]{0,80}") {
        let _ = parse(text.as_bytes());
    }
}
