//! The command line. Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage;
//! commands of the mechanism have some more ([`crate::output::End`]).

use crate::output::print;
use crate::{
    assess, bank_sim, books, doctor, journal, keys, lab, log, rules_check, seed, serve, witness,
};
use clap::{Parser, Subcommand, ValueEnum};
use redress_kernel::Fault;
use redress_runtime::{Config, boot, pool};
use std::path::PathBuf;
use std::process::ExitCode;

/// Compensation claims: intake, panel review, payment ledger, papers.
#[derive(Parser)]
#[command(name = "redress", version)]
struct Arguments {
    /// Configuration file (TOML); also `REDRESS_CONFIG`. Without one, defaults and the environment count
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve all services, or one of them
    Serve {
        /// Only this service
        service: Option<ServiceName>,
    },
    /// Bring the database to the version of this program
    Migrate,
    /// Print what the database is made of, by topic: tables, what they are for, who may do what (Markdown)
    Schema,
    /// Fill a database with made-up claims in realistic proportions
    Seed {
        /// How many claims
        #[arg(long, default_value_t = 20)]
        claims: u32,
        /// Do nothing when there are claims already
        #[arg(long)]
        only_if_empty: bool,
        /// Also beside the work of people who signed in elsewhere than on this machine; nothing takes it out again
        #[arg(long)]
        beside_real_data: bool,
    },
    /// Say what is wrong with a set-up and how to mend it
    Doctor,
    /// Print a configuration file with every key at its default
    ConfigSample,
    /// Write fresh key files into a folder; existing ones stay
    NewKeys {
        /// The folder
        folder: PathBuf,
    },
    /// Print the OpenAPI description of a service
    Openapi {
        /// Which service
        service: ServiceName,
    },
    /// Play the bank: answer a payment file with a status report and a statement. For demonstrations and tests
    BankSim(bank_sim::Arguments),
    /// Look at every promise of the books and of the log and name what is broken
    Audit,
    /// Write the books with their seals into a file, for whoever verifies them elsewhere
    ExportBooks {
        /// The file; it must not be there yet
        file: PathBuf,
    },
    /// Write the journal for another accounting program: entries, and the balance that every account must have
    ExportJournal(journal::Arguments),
    /// Verify an exported file of the books: needs no database, only the file and the public key
    VerifyBooks {
        /// The file
        file: PathBuf,
        /// The public key: 64 hexadecimal digits
        #[arg(long)]
        key: String,
    },
    /// Write the log without what it says, hashes and checkpoints, into a file, for whoever verifies it elsewhere
    ExportLog {
        /// The file; it must not be there yet
        file: PathBuf,
    },
    /// Verify an exported file of the log: needs no database, only the file and the public key
    VerifyLog {
        /// The file
        file: PathBuf,
        /// The public key: 64 hexadecimal digits
        #[arg(long)]
        key: String,
    },
    /// Verify a paper by the proof beside it: needs no database, only the two files and the public key
    VerifyPaper {
        /// The PDF
        paper: PathBuf,
        /// Its proof
        proof: PathBuf,
        /// The public key: 64 hexadecimal digits
        #[arg(long)]
        key: String,
    },
    /// Print the newest checkpoint of the log, for a witness
    Checkpoint {
        /// Rows under the checkpoint that the witness has seen last, as it says; zero for one that has seen none
        #[arg(long, default_value_t = 0)]
        seen: u64,
    },
    /// Witness a checkpoint of the log, elsewhere than where it is kept: needs no database. Reads what `checkpoint` printed from
    /// standard input and refuses a log that went back or was rewritten
    Witness(witness::Arguments),
    /// Every rule and every line of the award for the facts of a claim, or of many
    Assess(assess::Arguments),
    /// Versions of rules and sums
    Rules {
        #[command(subcommand)]
        command: rules_check::Command,
    },
    /// What would a draft of rules or sums do, over invented claims?
    Lab(lab::Arguments),
}

/// One of the services.
#[derive(Clone, Copy, ValueEnum)]
pub enum ServiceName {
    /// Claim intake
    Intake,
    /// Eligibility review
    Eligibility,
    /// Payment ledger
    Ledger,
    /// Documents
    Documents,
    /// Signing in
    SignIn,
}

/// Runs the command that was asked for.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let file = arguments.config.or_else(|| std::env::var_os("REDRESS_CONFIG").map(PathBuf::from));
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    match runtime.block_on(run(arguments.command, file.as_deref())) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("redress: {}", fault.chain());
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, file: Option<&std::path::Path>) -> Result<ExitCode, Fault> {
    match command {
        Command::ConfigSample => print(Config::sample()?)?,
        Command::NewKeys { folder } => keys::write(&folder)?,
        Command::Openapi { service } => print(format_args!("{}\n", openapi(service)?))?,
        Command::BankSim(arguments) => bank_sim::run(&arguments)?,
        Command::Assess(arguments) => return Ok(assess::run(&arguments)?.into()),
        Command::Rules { command } => return Ok(rules_check::run(&command)?.into()),
        Command::Lab(arguments) => return Ok(lab::run(&arguments)?.into()),
        Command::VerifyBooks { file, key } => return books::verify(&file, &key),
        Command::VerifyLog { file, key } => return log::verify(&file, &key),
        Command::VerifyPaper { paper, proof, key } => {
            return log::verify_paper(&paper, &proof, &key);
        }
        Command::Witness(arguments) => return witness::run(&arguments),
        Command::Checkpoint { seen } => print(log::checkpoint(&Config::load(file)?, seen).await?)?,
        Command::ExportLog { file: to } => log::export(&Config::load(file)?, &to).await?,
        Command::Audit => return books::audit(&Config::load(file)?).await,
        Command::ExportBooks { file: to } => books::export(&Config::load(file)?, &to).await?,
        Command::ExportJournal(arguments) => {
            journal::export(&Config::load(file)?, &arguments).await?;
        }
        Command::Doctor => return Ok(doctor::run(Config::load(file)).await),
        Command::Serve { service } => {
            let config = Config::load(file)?;
            boot::logging(&config)?;
            serve::run(&config, service, boot::until_signal()).await?;
        }
        Command::Migrate => {
            let config = Config::load(file)?;
            let done = serve::migrate(&config).await?;
            if done.tables > 0 {
                println!("Files of tables that were run: {}.", done.tables);
            }
            if done.definitions {
                println!("Functions, views, triggers, policies and grants were made anew.");
            }
            println!("The database is up to date.");
        }
        Command::Schema => print(schema(&Config::load(file)?).await?)?,
        Command::Seed { claims, only_if_empty, beside_real_data } => {
            let config = Config::load(file)?;
            if !beside_real_data {
                seed::refuse_beside_real_data(&config).await?;
            }
            seed::run(&config, claims, only_if_empty).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The catalog is open to every login: any service's will do.
async fn schema(config: &Config) -> Result<String, Fault> {
    let mut db = pool::pool(config.database_url("intake"), 1)?.acquire().await?;
    Ok(redress_contract::overview::overview(&mut db).await? + "\n")
}

fn openapi(service: ServiceName) -> Result<String, Fault> {
    let description = match service {
        ServiceName::Intake => redress_intake::openapi(),
        ServiceName::Eligibility => redress_eligibility::openapi(),
        ServiceName::Ledger => redress_ledger::openapi(),
        ServiceName::Documents => redress_documents::openapi(),
        ServiceName::SignIn => {
            return Err(Fault::new(
                "signing in is no API: programs show the provider's token to any",
            ));
        }
    };
    description.to_pretty_json().map_err(Fault::new)
}
