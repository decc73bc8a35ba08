//! The peer zen-engine: one decision of two expression nodes, compiled once. Its numbers are exact.

use crate::task::{Answers, Fact, Flat};
use crate::words::{self, Dialect};
use redress_kernel::Decimal;
use serde_json::{Value, json};
use zen_engine::Decision;
use zen_engine::model::GraphContent;
use zen_expression::variable::Variable;

const DIALECT: Dialect = Dialect {
    and: "and",
    or: "or",
    pick: |which, all| format!("{which}([{}])", all.join(", ")),
    cent: |value, is_nearest| format!("{}({value}, 2)", if is_nearest { "round" } else { "trunc" }),
    number: str::to_owned,
    earlier: |name| format!("$.{name}"),
};

fn expressions(all: Vec<(&'static str, String)>) -> Vec<Value> {
    all.into_iter().map(|(key, value)| json!({"id": key, "key": key, "value": value})).collect()
}

/// The decision: rules, then the award where the gate is passed.
fn decision() -> Decision {
    let edge = |from: &str, to: &str, handle: Value| {
        json!({"id": format!("{from}-{to}"), "sourceId": from, "targetId": to, "type": "edge",
               "sourceHandle": handle})
    };
    let graph = json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "rules", "name": "rules", "type": "expressionNode",
             "content": {"expressions": expressions(words::gate(&DIALECT)), "passThrough": true}},
            {"id": "passed", "name": "passed", "type": "switchNode", "content": {
                "hitPolicy": "first", "statements": [
                    {"id": "yes", "condition": "gate == 0"}, {"id": "no", "condition": ""}]}},
            {"id": "award", "name": "award", "type": "expressionNode",
             "content": {"expressions": expressions(words::award(&DIALECT)), "passThrough": true}},
            {"id": "out", "name": "out", "type": "outputNode"},
            {"id": "end", "name": "end", "type": "outputNode"},
        ],
        "edges": [
            edge("in", "rules", Value::Null),
            edge("rules", "passed", Value::Null),
            edge("passed", "award", json!("yes")),
            edge("award", "out", Value::Null),
            edge("passed", "end", json!("no")),
        ]
    });
    let content: GraphContent = serde_json::from_value(graph).expect("a decision");
    let mut decision = Decision::from(content);
    decision.compile();
    decision
}

fn variable(flat: &Flat) -> Variable {
    let mut fields = serde_json::Map::new();
    for (name, fact) in flat {
        let value = match fact {
            Fact::Whole(number) => json!(number),
            Fact::Code(code, _) => json!(code),
            Fact::Exact(_) => Value::Null,
        };
        fields.insert((*name).to_owned(), value);
    }
    let variable = Variable::from(Value::Object(fields));
    for (name, fact) in flat {
        if let Fact::Exact(number) = fact {
            variable.dot_insert(name, Variable::Number(*number));
        }
    }
    variable
}

/// Evaluates each claim; the claims are made ready before.
pub fn prepared(flats: &[Flat]) -> impl FnMut() -> Answers + use<> {
    let decision = decision();
    let contexts: Vec<Variable> = flats.iter().map(variable).collect();
    move || {
        let mut answers = Answers::default();
        for context in &contexts {
            let evaluated = futures_executor::block_on(decision.evaluate(context.clone()));
            let result = evaluated.unwrap_or_else(|error| panic!("zen-engine: {error:?}")).result;
            let number = |name: &str| match result.dot(name) {
                Some(Variable::Number(number)) => Some(number),
                _ => None,
            };
            let gate = number("gate").and_then(|gate| usize::try_from(gate).ok()).unwrap_or(9);
            let payable = number("r26").map(|sum| {
                let mut cents: Decimal = sum;
                cents.rescale(2);
                cents.mantissa()
            });
            answers.add(gate, payable);
        }
        answers
    }
}
