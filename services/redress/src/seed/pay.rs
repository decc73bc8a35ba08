//! Money for sample claims: a sample contribution, sample rates, plans, batches, the simulated bank's answers.
//! Never here: intake and review (path).

use super::crew::{Crew, fault_at};
use super::facts::currencies;
use super::kind::Kind;
use super::path::Sample;
use redress_iso20022::sim;
use redress_kernel::{Actor, BatchId, Currency, Date, Decimal, Fault, InstalmentId, Money, Wanted};
use redress_ledger::bank::actions::import_statement::import_statement;
use redress_ledger::bank::actions::import_status_report::import_status_report;
use redress_ledger::bank::actions::read_bank::{list_statements, reconcile};
use redress_ledger::books::actions::read_books::list_accounts;
use redress_ledger::desk::times::Times;
use redress_ledger::fund::actions::read_fund::income;
use redress_ledger::fund::actions::record_contribution::{RecordContribution, record_contribution};
use redress_ledger::fund::actions::record_funder::{RecordFunder, record_funder};
use redress_ledger::fund::actions::record_pledge::{RecordPledge, record_pledge};
use redress_ledger::fund::domain::codes::{IncomeKind, Purpose};
use redress_ledger::overview::read::overview;
use redress_ledger::payment::actions::approve_batch::approve_batch;
use redress_ledger::payment::actions::download_file::download_file;
use redress_ledger::payment::actions::plan_payment::{PlanPayment, plan_payment};
use redress_ledger::payment::actions::prepare_batch::{PrepareBatch, prepare_batch};
use redress_ledger::payment::actions::release_batch::release_batch;
use redress_ledger::rates::actions::read_rates::list_rates;
use redress_ledger::rates::actions::record_rate::{RecordRate, record_rate};
use redress_runtime::Ctx;
use time::Duration;

/// Money that a sample claim may take at most on average, whole US dollars: far above what awards come to.
const PER_CLAIM_USD: u64 = 40_000;
/// The least that a sample contribution brings, whole US dollars.
const LEAST_USD: u64 = 1_000_000;

/// Units for one US dollar, where no rate is in force: invented, and recorded as such.
const SAMPLE_RATES: [(&str, Decimal); 10] = [
    ("AFN", Decimal::from_parts(705, 0, 0, false, 1)),
    ("CDF", Decimal::from_parts(2_845, 0, 0, false, 0)),
    ("EUR", Decimal::from_parts(925, 0, 0, false, 3)),
    ("HTG", Decimal::from_parts(1_314, 0, 0, false, 1)),
    ("IQD", Decimal::from_parts(1_310, 0, 0, false, 0)),
    ("LBP", Decimal::from_parts(89_500, 0, 0, false, 0)),
    ("LYD", Decimal::from_parts(485, 0, 0, false, 2)),
    ("SSP", Decimal::from_parts(4_630, 0, 0, false, 0)),
    ("XAF", Decimal::from_parts(60_525, 0, 0, false, 2)),
    ("XOF", Decimal::from_parts(60_525, 0, 0, false, 2)),
];

/// Puts money into the fund unless there is enough for `claims`, and a rate wherever none is in force.
pub async fn endow(crew: &Crew, claims: u64) -> Result<(), Fault> {
    let (ctx, officer) = (&crew.ledger, &crew.people.finance_officer);
    let today = ctx.clock.now().date();
    let rates = list_rates(ctx, officer).await.map_err(|stop| fault_at("the rates", stop))?;
    for code in currencies() {
        let Some((_, per_usd)) = SAMPLE_RATES.iter().find(|(known, _)| *known == code) else {
            return Err(Fault::new(format!("no sample rate for {code}")));
        };
        if rates.iter().any(|rate| rate.currency.code() == code) {
            continue;
        }
        let rate = RecordRate {
            currency: code.parse().map_err(Fault::new)?,
            per_usd: *per_usd,
            effective_from: today,
            source: "SAMPLE, not an official rate".to_owned(),
        };
        record_rate(ctx, officer, rate, None)
            .await
            .map_err(|stop| fault_at("a sample rate", stop))?;
    }
    let needed = claims * PER_CLAIM_USD;
    let waiting = overview(ctx, officer).await.map_err(|stop| fault_at("the fund", stop))?;
    if waiting.uncommitted.amount() >= Decimal::from(needed) {
        return Ok(());
    }
    let funder = sample_funder(ctx, officer, today).await?;
    let contribution = RecordContribution {
        kind: Some(IncomeKind::Voluntary),
        amount: Money::usd(Decimal::from(needed.max(LEAST_USD))).map_err(Fault::new)?,
        received_on: today,
        reference: "SAMPLE contribution, made up".to_owned(),
        funder: Some(funder),
        purpose: Some(Purpose::Awards),
        bank_account: None,
        pledge_id: None,
        recourse_id: None,
    };
    record_contribution(ctx, officer, contribution, None)
        .await
        .map_err(|stop| fault_at("the sample contribution", stop))?;
    Ok(())
}

/// The code of a made-up funder; with two pledges, one near and one far, when it is new.
async fn sample_funder(ctx: &Ctx, officer: &Actor, today: Date) -> Result<String, Fault> {
    let code = "sample-funder".to_owned();
    let seen = income(ctx, officer).await.map_err(|stop| fault_at("the funders", stop))?;
    if seen.funders.iter().any(|known| known.code == code) {
        return Ok(code);
    }
    let funder = RecordFunder { code: code.clone(), name: "SAMPLE funder, made up".to_owned() };
    record_funder(ctx, officer, funder, None)
        .await
        .map_err(|stop| fault_at("the sample funder", stop))?;
    for (days, purpose) in [(60, Purpose::Awards), (200, Purpose::Any)] {
        let pledge = RecordPledge {
            funder: code.clone(),
            purpose: Some(purpose),
            kind: Some(IncomeKind::Voluntary),
            amount: Money::usd(Decimal::from(250_000)).map_err(Fault::new)?,
            expected_on: today + Duration::days(days),
            reference: "SAMPLE pledge, made up".to_owned(),
        };
        record_pledge(ctx, officer, pledge, None)
            .await
            .map_err(|stop| fault_at("a sample pledge", stop))?;
    }
    Ok(code)
}

/// Plans the accepted claims among `samples` and takes each as far as its kind goes: two batches at most, one
/// that waits for release and one that the simulated bank has answered.
pub async fn pay(crew: &Crew, samples: &[Sample]) -> Result<(), Fault> {
    let (mut to_approve, mut to_pay) = (Vec::new(), Vec::new());
    for sample in samples {
        if !matches!(sample.kind, Kind::Scheduled | Kind::Approved | Kind::Paid) {
            continue;
        }
        let planned = plan(crew, *sample).await?;
        match sample.kind {
            Kind::Approved => to_approve.extend(planned.first()),
            Kind::Paid => to_pay.extend(planned),
            _ => {}
        }
    }
    if !to_approve.is_empty() {
        prepare_and_approve(crew, to_approve).await?;
    }
    if !to_pay.is_empty() {
        let batch = prepare_and_approve(crew, to_pay).await?;
        send_and_settle(crew, batch).await?;
    }
    Ok(())
}

/// As she wished when the claim was filed.
async fn plan(crew: &Crew, sample: Sample) -> Result<Vec<InstalmentId>, Fault> {
    let wish = PlanPayment {
        claim_id: sample.claim,
        instalments: None,
        pay_currency: None,
        first_due: None,
    };
    let planned = plan_payment(&crew.ledger, &crew.people.finance_officer, wish, None)
        .await
        .map_err(|stop| fault_at(&format!("sample {}: the plan", sample.number), stop))?;
    Ok(planned.instalments.iter().map(|part| part.instalment_id).collect())
}

async fn prepare_and_approve(
    crew: &Crew,
    instalments: Vec<InstalmentId>,
) -> Result<BatchId, Fault> {
    let (ctx, vault, people) = (&crew.ledger, &crew.desk.vault, &crew.people);
    let wanted = PrepareBatch { execution_date: ctx.clock.now().date(), instalments };
    let prepared = prepare_batch(ctx, vault, &crew.bank, &people.finance_officer, wanted, None)
        .await
        .map_err(|stop| fault_at("a batch", stop))?;
    // The review looks at each claim before a step of its payment.
    crew.react().await?;
    approve_batch(ctx, &people.finance_approver, prepared.batch_id, None)
        .await
        .map_err(|stop| fault_at("approval of a batch", stop))?;
    Ok(prepared.batch_id)
}

/// The file goes to the simulated bank; its report and its statement come back and are imported.
async fn send_and_settle(crew: &Crew, batch: BatchId) -> Result<(), Fault> {
    let (ctx, officer) = (&crew.ledger, &crew.people.finance_officer);
    crew.react().await?;
    release_batch(ctx, &crew.desk.vault, &crew.people.finance_approver, batch, None)
        .await
        .map_err(|stop| fault_at("release of a batch", stop))?;
    let file = download_file(ctx, &crew.desk.vault, officer, batch)
        .await
        .map_err(|stop| fault_at("the payment file", stop))?;
    let credits = came(crew).await?;
    let options = sim::Options {
        opening: cash(crew).await? - credits.iter().sum::<Decimal>(),
        credits,
        sequence: next_statement(crew).await?,
        ..sim::Options::default()
    };
    let answer = sim::answer(file.bytes.expose(), &options, ctx.clock.now())
        .map_err(|error| Fault::new(format!("the simulated bank: {error}")))?;
    import_status_report(ctx, officer, &answer.report, None)
        .await
        .map_err(|stop| fault_at("the bank's report", stop))?;
    let imported = import_statement(ctx, &crew.bank, officer, &answer.statement, None)
        .await
        .map_err(|stop| fault_at("the bank's statement", stop))?;
    if imported.exceptions > 0 {
        return Err(Fault::new("a line of the simulated bank matches no payment"));
    }
    Ok(())
}

/// The contribution that no statement has shown yet, so that the bank's statement shows it; nothing where
/// several wait, which are somebody's own.
async fn came(crew: &Crew) -> Result<Vec<Decimal>, Fault> {
    let (ctx, officer) = (&crew.ledger, &crew.people.finance_officer);
    let stands = reconcile(ctx, &crew.bank, officer).await;
    let unseen = stands
        .map_err(|stop| fault_at("the bank against the books", stop))?
        .general
        .unseen_contributions;
    let seen = income(ctx, officer).await.map_err(|stop| fault_at("the contributions", stop))?;
    let is_one = seen.contributions.iter().any(|one| one.amount == unseen);
    Ok(is_one.then_some(unseen.amount()).into_iter().collect())
}

/// Money at the bank by the books, US dollars: what the bank's account stands at.
async fn cash(crew: &Crew) -> Result<Decimal, Fault> {
    let accounts = list_accounts(&crew.ledger, &crew.people.finance_officer, Times::default())
        .await
        .map_err(|stop| fault_at("the accounts", stop))?;
    // The general account, of those that the fund may have beside it.
    let cash = accounts.accounts.iter().find(|account| {
        account.account == "fund_cash"
            && account.holder.is_empty()
            && account.debit.currency() == Currency::USD
    });
    let cash = cash.ok_or_else(|| Fault::new("no account of cash"))?;
    Ok(cash.debit.amount() - cash.credit.amount())
}

/// Statements of the simulated bank are numbered; a number that was used would look like a repetition.
async fn next_statement(crew: &Crew) -> Result<u64, Fault> {
    // The newest page tells it: numbers rise from import to import.
    let newest = Wanted::default();
    let known = list_statements(&crew.ledger, &crew.people.finance_officer, &newest)
        .await
        .map_err(|stop| fault_at("the statements", stop))?;
    let number = |id: &str| id.strip_prefix("SIM-")?.parse::<u64>().ok();
    let last = known.rows.iter().filter_map(|statement| number(&statement.bank_statement_id)).max();
    Ok(last.unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_of_a_sample_claim_has_a_sample_rate() {
        for code in currencies() {
            assert!(code.parse::<Currency>().is_ok(), "{code}");
            assert!(
                SAMPLE_RATES.iter().any(|(known, rate)| *known == code && *rate > Decimal::ZERO)
            );
        }
    }
}
