//! What is wrong with a set-up, and how to mend it.

use redress_contract::keys::wrong_keys;
use redress_kernel::Fault;
use redress_runtime::config::SERVICES;
use redress_runtime::{Config, pool};
use redress_vault::Vault;
use redress_web::keys::PageKey;
use redress_web::sign_in::provider::Provider;
use std::process::ExitCode;

/// Checks one thing after another and prints a line for each; fails when any is wrong.
pub async fn run(config: Result<Config, Fault>) -> ExitCode {
    let config = match config {
        Ok(config) => config,
        Err(fault) => {
            println!("wrong  configuration: {}", fault.chain());
            println!("       `redress config-sample` prints a file to begin with");
            return ExitCode::FAILURE;
        }
    };
    let mut findings = vec![keys(&config).await];
    for service in SERVICES {
        findings.push(database(&config, service).await);
    }
    findings.push(provider(&config).await);
    let wrong = findings.iter().filter(|finding| finding.is_err()).count();
    for finding in &findings {
        match finding {
            Ok(fine) => println!("fine   {fine}"),
            Err((what, mend)) => println!("wrong  {what}\n       {mend}"),
        }
    }
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is fine, or what is wrong and how to mend it.
type Finding = Result<String, (String, String)>;

async fn keys(config: &Config) -> Finding {
    let vault = read_vault(config);
    let known = vault.as_ref().map(Vault::fingerprints).unwrap_or_default();
    let ask =
        async { wrong_keys(&pool::pool(config.database_url("intake"), 1)?, &known, false).await };
    // A database that can't be asked may hold anything; that it doesn't answer is a finding of its own.
    let asked = ask.await;
    let is_other = asked.as_ref().is_ok_and(|wrong| !wrong.is_empty());
    let page = redress_runtime::config::read_secret(&config.secrets.page_keys_file)
        .and_then(|text| PageKey::from_file_text(&text));
    let fault = match (vault, page) {
        (Ok(_), Ok(_)) if !is_other => return Ok("key files".to_owned()),
        (Ok(_), Ok(_)) => {
            "secrets.vault_keys_file has other keys than this database is sealed with".to_owned()
        }
        (Err(fault), _) | (_, Err(fault)) => fault.chain(),
    };
    // Fresh keys open nothing that is there: whoever lost the file must look for it.
    let mend = if asked.is_ok() && !is_other {
        "`redress new-keys FOLDER` writes fresh ones; set secrets.vault_keys_file and secrets.page_keys_file"
    } else {
        "bring back the file that this database was sealed with: fresh keys open nothing that is there"
    };
    Err((format!("key files: {fault}"), mend.into()))
}

fn read_vault(config: &Config) -> Result<Vault, Fault> {
    let text = redress_runtime::config::read_secret(&config.secrets.vault_keys_file)?;
    Vault::from_key_file(&text).map_err(Fault::new)
}

async fn database(config: &Config, service: &str) -> Finding {
    let what = format!("database login of {service}");
    let check = async {
        let pool = pool::pool(config.database_url(service), 1)?;
        let role: String = sqlx::query_scalar("select session_user::text").fetch_one(&pool).await?;
        let current = redress_contract::schema::is_current(&pool).await?;
        let too_free: Vec<String> = if current {
            sqlx::query_scalar("select shared.too_free()").fetch_all(&pool).await?
        } else {
            Vec::new()
        };
        Ok::<_, Fault>((role, current, too_free))
    };
    match check.await {
        Err(fault) => Err((
            format!("{what}: {}", fault.chain()),
            format!(
                "check database.{service}_url, that PostgreSQL runs, and that `redress migrate` was run"
            ),
        )),
        Ok((role, ..)) if role != format!("redress_{service}") => Err((
            format!("{what} signs in as {role}"),
            format!(
                "database.{service}_url must name redress_{service}, which has that service's rights only"
            ),
        )),
        Ok((_, _, too_free)) if !too_free.is_empty() => Err((
            format!("{what} may harm the others by: {}", too_free.join(", ")),
            "a superuser can forbid it: the end of migrations/*_shared__roles.sql says how".into(),
        )),
        Ok((_, false, _)) => Err((
            format!("{what}: the database is of another version"),
            "run `redress migrate` with this program".into(),
        )),
        Ok(_) => Ok(what),
    }
}

async fn provider(config: &Config) -> Finding {
    let issuers: Vec<&str> = config.providers().map(|oidc| oidc.issuer.as_str()).collect();
    let what = format!("sign-in provider {}", issuers.join(", "));
    let begun = async {
        for oidc in config.providers() {
            Provider::new(oidc, &config.all_in_one.public_url)?.begin(false).await?;
        }
        Ok::<_, Fault>(())
    };
    begun.await.map(|()| what.clone()).map_err(|fault| {
        (
            format!("{what}: {}", fault.chain()),
            "check oidc.issuer (as its discovery document names it) and that this machine reaches it".into(),
        )
    })
}
