//! `redress assess`: what rules and sums make of the facts of a claim, or of many. It needs no
//! database and no configuration.

use crate::explain::explained;
use crate::output::{ENDS, End, complain, language, print, written};
use crate::versions;
use redress_eligibility::TEXTS;
use redress_kernel::{Fault, Language};
use redress_mechanism::facts::FactError;
use redress_mechanism::facts::check::BYTES_MOST;
use redress_mechanism::schema::Format;
use redress_mechanism::versions::assess_better;
use redress_mechanism::{Explained, Facts, Mechanism, Trace};
use serde_json::json;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What to assess, and under what.
#[derive(Debug, clap::Args)]
#[command(after_help = ENDS)]
pub struct Arguments {
    /// The facts (JSON); `-`, or nothing, reads standard input
    #[arg(default_value = "-")]
    facts: PathBuf,
    /// Every line is a claim of its own; prints one result a line, in order. A refused line gives
    /// `{"line": 3, "refused": [...]}`
    #[arg(long)]
    lines: bool,
    /// Print an explanation to read instead of JSON
    #[arg(long)]
    explain: bool,
    /// Language of what is said
    #[arg(long, default_value_t, value_parser = language())]
    lang: Language,
    /// Version of the rules: the name of a shipped one, or a file
    #[arg(long, value_name = "NAME|FILE")]
    rules: Option<String>,
    /// Version of the sums: the name of a shipped one, or a file
    #[arg(long, value_name = "NAME|FILE")]
    schedule: Option<String>,
    /// Version of the rules that was in force at filing; the better of both counts
    #[arg(long, value_name = "NAME|FILE")]
    rules_at_filing: Option<String>,
    /// Version of the sums that was in force at filing; the better of both counts
    #[arg(long, value_name = "NAME|FILE")]
    schedule_at_filing: Option<String>,
    /// Print the JSON Schemas of facts and of results, and assess nothing
    #[arg(long)]
    schema: bool,
}

/// Assesses; what is refused is told on standard error with the path of the field.
pub fn run(arguments: &Arguments) -> Result<End, Fault> {
    if arguments.schema {
        let schemas = json!({ "facts": Format::Facts.schema(), "result": Format::Result.schema() });
        let text = serde_json::to_string_pretty(&schemas).map_err(Fault::new)?;
        print(format_args!("{text}\n"))?;
        return Ok(End::Fine);
    }
    let assessor = match Assessor::new(arguments) {
        Ok(assessor) => assessor,
        Err(end) => return Ok(end),
    };
    if arguments.lines { assessor.many(&arguments.facts) } else { assessor.one(&arguments.facts) }
}

/// The versions to assess under, and how to tell the result.
struct Assessor {
    at_decision: Mechanism,
    /// Nothing where no others were asked for.
    at_filing: Option<Mechanism>,
    explain: bool,
    lang: Language,
}

impl Assessor {
    fn new(asked: &Arguments) -> Result<Self, End> {
        let (rules, schedule) = (asked.rules.as_deref(), asked.schedule.as_deref());
        let at_decision = versions::chosen(rules, schedule, asked.lang)?;
        let (old_rules, old_schedule) =
            (asked.rules_at_filing.as_deref(), asked.schedule_at_filing.as_deref());
        let at_filing = if old_rules.is_some() || old_schedule.is_some() {
            Some(versions::chosen(old_rules.or(rules), old_schedule.or(schedule), asked.lang)?)
        } else {
            None
        };
        Ok(Self { at_decision, at_filing, explain: asked.explain, lang: asked.lang })
    }

    fn assess(&self, facts: &Facts, trace: &mut Trace) -> Explained {
        if let Some(at_filing) = &self.at_filing {
            return assess_better(at_filing, &self.at_decision, facts);
        }
        self.at_decision.assess(facts, trace);
        Explained::of(&self.at_decision, facts, trace)
    }

    fn one(&self, path: &Path) -> Result<End, Fault> {
        let bytes = match versions::read(path, BYTES_MOST as u64) {
            Ok(bytes) => bytes,
            Err(end) => return Ok(end),
        };
        let facts = match Facts::parse(&bytes) {
            Ok(facts) => facts,
            Err(errors) => {
                for error in &errors {
                    complain(format_args!(
                        "{}: {}",
                        path.display(),
                        error_in_words(error, self.lang)
                    ));
                }
                return Ok(End::FactsRefused);
            }
        };
        let result = self.assess(&facts, &mut Trace::default());
        if self.explain {
            print(explained(&result, self.lang))?;
        } else {
            let text = serde_json::to_string_pretty(&result).map_err(Fault::new)?;
            print(format_args!("{text}\n"))?;
        }
        Ok(ended(&result))
    }

    /// One result a line, in order. A refused line doesn't keep back the others.
    fn many(&self, path: &Path) -> Result<End, Fault> {
        if path == Path::new("-") {
            return self.stream(BufReader::new(std::io::stdin().lock()));
        }
        match std::fs::File::open(path) {
            Ok(file) => self.stream(BufReader::new(file)),
            Err(error) => {
                complain(format_args!("redress: {}: {error}", path.display()));
                Ok(End::Usage)
            }
        }
    }

    fn stream<R: Read>(&self, mut input: BufReader<R>) -> Result<End, Fault> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let (mut line, mut trace) = (Vec::new(), Trace::default());
        let (mut end, mut number) = (End::Fine, 0_u64);
        loop {
            line.clear();
            // One byte over the limit is enough to refuse it.
            let limit = BYTES_MOST as u64 + 2;
            if let Err(error) = input.by_ref().take(limit).read_until(b'\n', &mut line) {
                complain(format_args!("redress: {error}"));
                return Ok(End::Usage);
            }
            if line.is_empty() {
                written(out.flush())?;
                return Ok(end);
            }
            if line.last() != Some(&b'\n') && line.len() > BYTES_MOST {
                skip_line(&mut input)?;
            }
            number += 1;
            let text = line.trim_ascii();
            if text.is_empty() {
                continue;
            }
            let ended = self.line(text, number, &mut trace, &mut out)?;
            end = worse(end, ended);
            // Whoever sends lines one by one gets each answer at once.
            if input.buffer().is_empty() {
                written(out.flush())?;
            }
        }
    }

    fn line(
        &self,
        text: &[u8],
        number: u64,
        trace: &mut Trace,
        out: &mut impl Write,
    ) -> Result<End, Fault> {
        let facts = match Facts::parse(text) {
            Ok(facts) => facts,
            Err(errors) => {
                for error in &errors {
                    complain(format_args!("{number}: {}", error_in_words(error, self.lang)));
                }
                let refused = json!({ "line": number, "refused": errors });
                written(writeln!(out, "{refused}"))?;
                return Ok(End::FactsRefused);
            }
        };
        let result = self.assess(&facts, trace);
        if self.explain {
            written(writeln!(out, "{}", explained(&result, self.lang)))?;
        } else {
            let line = serde_json::to_writer(&mut *out, &result).map_err(std::io::Error::from);
            written(line)?;
            written(writeln!(out))?;
        }
        Ok(ended(&result))
    }
}

/// Reads on to the end of a line that is too long to be a claim.
fn skip_line<R: Read>(input: &mut BufReader<R>) -> Result<(), Fault> {
    loop {
        let room = input.fill_buf().map_err(Fault::new)?;
        let (used, found) = match room.iter().position(|byte| *byte == b'\n') {
            Some(place) => (place + 1, true),
            None => (room.len(), room.is_empty()),
        };
        input.consume(used);
        if found {
            return Ok(());
        }
    }
}

fn ended(result: &Explained) -> End {
    let stopped = result.award.as_ref().is_some_and(|award| !award.stops.is_empty());
    if stopped { End::LineStopped } else { End::Fine }
}

/// What many claims end with: refused facts before stopped lines.
fn worse(end: End, other: End) -> End {
    match (end, other) {
        (End::FactsRefused, _) | (_, End::FactsRefused) => End::FactsRefused,
        (End::LineStopped, _) | (_, End::LineStopped) => End::LineStopped,
        (end, _) => end,
    }
}

/// What is wrong, with the path of the field.
fn error_in_words(error: &FactError, lang: Language) -> String {
    let args: Vec<(&str, &str)> =
        error.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let text = TEXTS.get(lang, &error.key(), &args);
    if error.path.is_empty() { text } else { format!("{}: {text}", error.path) }
}
