//! The peer cel: an expression for each rule and each step, compiled once. Its numbers are floats.

use crate::task::{Answers, Fact, Flat};
use crate::words::{self, Dialect};
use cel::{Context, Program, Value};

const DIALECT: Dialect = Dialect {
    and: "&&",
    or: "||",
    pick: |which, all| format!("{which}({})", all.join(", ")),
    cent: |value, is_nearest| {
        let half = if is_nearest { " + 0.5" } else { "" };
        format!("(double(int(({value}) * 100.0{half})) / 100.0)")
    },
    number: |digits| if digits.contains('.') { digits.to_owned() } else { format!("{digits}.0") },
    earlier: str::to_owned,
};

fn programs(all: Vec<(&'static str, String)>) -> Vec<(&'static str, Program)> {
    let compile =
        |text: &str| Program::compile(text).unwrap_or_else(|error| panic!("cel: {text}: {error}"));
    all.into_iter().map(|(name, text)| (name, compile(&text))).collect()
}

fn values(flat: &Flat) -> Vec<(&'static str, Value)> {
    flat.iter()
        .map(|(name, fact)| {
            let value = match fact {
                Fact::Whole(number) => Value::Int(*number),
                Fact::Code(code, _) => Value::from(*code),
                Fact::Exact(number) => Value::Float(f64::try_from(*number).unwrap_or_default()),
            };
            (*name, value)
        })
        .collect()
}

/// Evaluates each claim; the claims are made ready before.
pub fn prepared(flats: &[Flat]) -> impl FnMut() -> Answers + use<> {
    let (gate, award) = (programs(words::gate(&DIALECT)), programs(words::award(&DIALECT)));
    let claims: Vec<Vec<(&'static str, Value)>> = flats.iter().map(values).collect();
    move || {
        let mut answers = Answers::default();
        let mut root = Context::default();
        root.add_function("max", cel::functions::max).expect("a free name");
        root.add_function("min", cel::functions::min).expect("a free name");
        for claim in &claims {
            let mut context = root.new_inner_scope();
            for (name, value) in claim {
                context.add_variable_from_value(*name, value.clone());
            }
            let mut run = |programs: &[(&'static str, Program)], wanted: &str| {
                let mut found = Value::Null;
                for (name, program) in programs {
                    let value = program
                        .execute(&context)
                        .unwrap_or_else(|error| panic!("cel: {name}: {error}"));
                    if *name == wanted {
                        found = value.clone();
                    }
                    context.add_variable_from_value(*name, value);
                }
                found
            };
            let Value::Int(outcome) = run(&gate, "gate") else { panic!("cel: no gate") };
            let payable = (outcome == 0).then(|| match run(&award, "r26") {
                Value::Float(sum) => cents(sum),
                other => panic!("cel: {other:?}"),
            });
            answers.add(usize::try_from(outcome).unwrap_or(9), payable);
        }
        answers
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the engine has floats only")]
fn cents(sum: f64) -> i128 {
    (sum * 100.0).round() as i128
}
