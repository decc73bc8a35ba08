//! The task as expressions. Both engines know `?:`, comparison and arithmetic; what they write
//! otherwise is told by a [`Dialect`].

/// How an engine writes what the others write otherwise.
pub struct Dialect {
    /// And.
    pub and: &'static str,
    /// Or.
    pub or: &'static str,
    /// The largest or smallest of some numbers.
    pub pick: fn(&str, &[&str]) -> String,
    /// Half up to the cent, or down to it.
    pub cent: fn(&str, bool) -> String,
    /// A number with decimals where the engine tells them apart from whole ones.
    pub number: fn(&str) -> String,
    /// What an earlier expression came to.
    pub earlier: fn(&str) -> String,
}

/// Rules, by name, in order; the last is the gate.
pub fn gate(d: &Dialect) -> Vec<(&'static str, String)> {
    let (and, or) = (d.and, d.or);
    let e = d.earlier;
    let max = |all: &[&str]| (d.pick)("max", all);
    let span = |first: &str, last: &str, beside: &str| {
        format!(
            "act_from >= {first} {and} act_until <= {last} ? 0 : \
             (act_until < {first} {or} act_from > {last}) ? {beside} : 1"
        )
    };
    let category = |codes: &[&str]| {
        let all: Vec<String> = codes.iter().map(|one| format!("'{one}'")).collect();
        format!("category in [{}]", all.join(", "))
    };
    let covered = category(&["CIV_INT", "CIV_NAT", "UNV", "CONS", "ICON", "INTERN", "CORP"]);
    let open = category(&["UNK", "GPP", ""]);
    let lifted = |rule: &str| format!("(found == 1 {and} {0} == 1 ? 0 : {0})", e(rule));
    let pair = ["r01", "r02", "r03", "r04"].map(lifted);
    let pair: Vec<&str> = pair.iter().map(String::as_str).collect();
    let all = ["r08", "r05", "r06", "r09", "r14"].map(e);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    vec![
        (
            "r01",
            format!(
                "operation == 2 ? 2 : (operation == 0 {or} act_from == 0) ? 1 : {}",
                span("op_from", "op_until", "2")
            ),
        ),
        ("r02", format!("{covered} ? 0 : {open} ? 1 : 2")),
        ("r03", "harassment == 1 ? 2 : act == '' ? 1 : 0".to_owned()),
        (
            "r04",
            format!(
                "(means == 1 {or} (sv_from == 0 {and} serving == 1)) ? 0 : \
                 (sv_from == 0 {or} act_from == 0) ? 1 : {}",
                span("sv_from", "sv_until", "(means == 2 ? 2 : 1)")
            ),
        ),
        ("r08", max(&pair)),
        ("r05", format!("(standing == 'victim' {or} shown == 1) ? 0 : 1")),
        (
            "r06",
            format!(
                "consent == 2 ? 2 : consent == 0 ? 1 : \
                 (under18 == 1 {and} authority != 'verified') ? 1 : 0"
            ),
        ),
        (
            "r09",
            format!(
                "(under18 == 1 {or} standing == 'child_born' {or} \
                 filed <= {} + 3652 {or} cause == 1) ? 0 : 1",
                max(&["act_until", "sv_until", "knew"])
            ),
        ),
        ("r14", "matched == 'open' ? 1 : 0".to_owned()),
        ("gate", max(&all)),
        ("r10", format!("{} == 2 {and} p6 == 1", e("gate"))),
        ("r15", format!("{} < 2 {and} interim < {}", e("gate"), (d.number)("3000"))),
        ("r16", "born > 0 ? assessed - born < 6575 : under18 == 1".to_owned()),
    ]
}

/// The award, by name, in order.
pub fn award(d: &Dialect) -> Vec<(&'static str, String)> {
    let e = d.earlier;
    let n = d.number;
    let max = |all: &[&str]| (d.pick)("max", all);
    let min = |all: &[&str]| (d.pick)("min", all);
    let list = |of: &str, codes: &[(&str, &str)], other: &str| {
        let all: Vec<String> =
            codes.iter().map(|(code, sum)| format!("{of} == '{code}' ? {} : ", n(sum))).collect();
        format!("({}{})", all.concat(), n(other))
    };
    let acts = [
        ("A1", "2500"),
        ("A2", "4000"),
        ("A3", "9000"),
        ("A4", "15000"),
        ("A5", "30000"),
        ("A6", "45000"),
    ];
    let impacts = [("I0", "0"), ("I2", "5000"), ("I3", "10000"), ("I4", "20000")];
    let shares = [
        ("g1", "0.2"),
        ("g2", "0.15"),
        ("g3", "0.15"),
        ("g4", "0.1"),
        ("g5", "0.1"),
        ("g6", "0.05"),
        ("g7", "0.05"),
        ("g8", "0.05"),
    ];
    let shares: Vec<String> =
        shares.iter().map(|(g, share)| format!("({g} == 1 ? {share} : {})", n("0"))).collect();
    let cut = |over: &str| format!("{0} - {1}", e("h4"), min(&[&max(&[&n("0"), over]), &e("h4")]));
    let over60 = format!("{} + {} + {} - {}", e("h2p"), e("h3p"), e("h4"), n("60000"));
    let over120 =
        format!("{} + {} + {} + {} - {}", e("h1"), e("h2p"), e("h3p"), e("h4c"), n("120000"));
    let cut2 = format!("{0} - {1}", e("h4c"), min(&[&max(&[&n("0"), &over120]), &e("h4c")]));
    vec![
        ("base", list("act", &acts, "0")),
        ("share", min(&[&n("0.5"), &shares.join(" + ")])),
        ("p1", (d.cent)(&format!("{} * ({} + {})", e("base"), n("1"), e("share")), true)),
        ("weighs", list("impact", &impacts, "2000")),
        ("h1", max(&[&n("3000"), &min(&[&n("75000"), &format!("{} + {}", e("p1"), e("weighs"))])])),
        (
            "h2p",
            format!(
                "medical > {} ? {} : care == 1 ? {} : {}",
                n("0"),
                (d.cent)("medical / medical_rate", true),
                n("150"),
                n("0")
            ),
        ),
        (
            "h3p",
            format!(
                "(act in ['A3', 'A4', 'A5', 'A6'] {} declined != 1) ? {} : {}",
                d.and,
                n("960"),
                n("0")
            ),
        ),
        (
            "h4",
            (d.cent)(
                &format!("{} * wage * causation / wage_rate", min(&[&n("60"), "months"])),
                true,
            ),
        ),
        ("h4c", cut(&over60)),
        ("h4d", cut2),
        (
            "r13",
            min(&[
                &(d.cent)("offset / offset_rate", false),
                &format!("{} - {}", e("h1"), n("1000")),
            ]),
        ),
        (
            "net",
            max(&[
                &n("0"),
                &format!(
                    "{} + {} + {} + {} - {} - interim",
                    e("h1"),
                    e("h2p"),
                    e("h3p"),
                    e("h4d"),
                    e("r13")
                ),
            ]),
        ),
        ("first", min(&[&e("net"), &n("3000")])),
        (
            "r26",
            format!(
                "{} + {}",
                e("first"),
                (d.cent)(&format!("({} - {}) * factor", e("net"), e("first")), false)
            ),
        ),
        ("r19", format!("{} > {} ? 3 : 2", e("net"), n("75000"))),
    ]
}
