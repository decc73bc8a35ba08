//! cala-ledger the way its tests use it: a template, accounts, and a velocity limit where an overdraft is checked.

use crate::measure::{CONNECTIONS, address, number, rate};
use cala_ledger::account::NewAccount;
use cala_ledger::job::{JobSvcConfig, Jobs};
use cala_ledger::journal::NewJournal;
use cala_ledger::migrate::IncludeMigrations;
use cala_ledger::posting::PostingInput;
use cala_ledger::tx_template::{
    NewParamDefinition, NewTxTemplate, NewTxTemplateEntry, NewTxTemplateTransaction, ParamDataType,
    Params,
};
use cala_ledger::velocity::{NewBalanceLimit, NewLimit, NewVelocityControl, NewVelocityLimit};
use cala_ledger::{
    AccountId, CalaLedger, CalaLedgerConfig, JournalId, TransactionId, VelocityControlId,
    VelocityLimitId,
};
use rust_decimal::Decimal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use uuid::Uuid;

/// Accounts over which single entries are spread.
const SPREAD: usize = 2_000;
/// Postings in one call.
const BATCH: usize = 500;
const TEMPLATE: &str = "transfer";

pub struct Peer {
    cala: CalaLedger,
    pool: sqlx::PgPool,
    _jobs: Jobs,
    journal: JournalId,
    accounts: Arc<Vec<AccountId>>,
    fund: AccountId,
    next: Arc<AtomicUsize>,
    before: i64,
}

impl Peer {
    pub async fn new() -> Self {
        let options = sqlx::postgres::PgPoolOptions::new().max_connections(CONNECTIONS as u32);
        let pool = options.connect(&address("CALA")).await.expect("the server answers");
        let config = CalaLedgerConfig::builder().pool(pool.clone()).exec_migrations(false);
        // Its migrations come first: the jobs need their tables.
        let config = config.build().expect("a configuration");
        let mut migrations = sqlx::migrate::Migrator::DEFAULT;
        migrations.include_cala_migrations().run(&pool).await.expect("migrated");
        let settings = JobSvcConfig::builder().pool(pool.clone()).build().expect("settings");
        let mut jobs = Jobs::init(settings).await.expect("jobs");
        let cala = CalaLedger::init(config, &mut jobs).await.expect("cala");
        let journal = NewJournal::builder().id(JournalId::new()).name("bench").build();
        let journal = cala.journals().create(journal).await.expect("a journal").id();
        cala.tx_templates().create(template()).await.expect("a template");
        let mut accounts = Vec::new();
        for number in 0..=SPREAD {
            let account = NewAccount::builder()
                .id(Uuid::new_v4())
                .name(format!("account {number}"))
                .code(format!("a{number}"))
                .build();
            accounts.push(cala.accounts().create(account).await.expect("an account").id());
        }
        let fund = accounts.pop().expect("accounts");
        guard(&cala, fund).await;
        let before = size(&pool).await;
        Self {
            cala,
            pool,
            _jobs: jobs,
            journal,
            accounts: Arc::new(accounts),
            fund,
            next: Arc::default(),
            before,
        }
    }

    async fn singles(&self, clients: usize, is_hot: bool) -> f64 {
        let mut works = Vec::new();
        for _ in 0..clients {
            let (cala, next, accounts) =
                (self.cala.clone(), self.next.clone(), self.accounts.clone());
            let (journal, fund) = (self.journal, self.fund);
            works.push(move || {
                let (cala, accounts) = (cala.clone(), accounts.clone());
                let n = next.fetch_add(1, Ordering::Relaxed);
                let from = if is_hot { fund } else { accounts[n * 7919 % SPREAD] };
                let to = accounts[(n * 104_729 + 1) % SPREAD];
                async move {
                    let to = if to == from { accounts[0] } else { to };
                    cala.post_transaction(
                        TransactionId::new(),
                        TEMPLATE,
                        params(journal, from, to),
                    )
                    .await
                    .expect("posted");
                }
            });
        }
        rate(works).await
    }

    pub async fn spread(&self, clients: usize) -> f64 {
        self.singles(clients, false).await
    }

    pub async fn hot(&self, clients: usize) -> f64 {
        self.singles(clients, true).await
    }

    /// As many calls of a batch as make up a tenth of ours: each has its best size.
    pub async fn batch(&self) -> f64 {
        let payments = (number("LEDGER_BATCH", 100_000) / 10).max(BATCH);
        let began = Instant::now();
        for call in 0..payments / BATCH {
            let inputs = (0..BATCH).map(|n| {
                let (from, to) = (n * 2 % SPREAD, (n * 2 + 1 + call * 2) % SPREAD);
                let to = if to == from { from + 1 } else { to };
                let params = params(self.journal, self.accounts[from], self.accounts[to]);
                PostingInput::new(TransactionId::new(), TEMPLATE, params)
            });
            self.cala.post_transactions(inputs.collect()).await.expect("posted");
        }
        self.next.fetch_add(payments / BATCH * BATCH, Ordering::Relaxed);
        (payments / BATCH * BATCH) as f64 / began.elapsed().as_secs_f64()
    }

    pub async fn bytes(&self) -> f64 {
        (size(&self.pool).await - self.before) as f64 / self.next.load(Ordering::Relaxed) as f64
    }
}

fn params(journal: JournalId, from: AccountId, to: AccountId) -> Params {
    let mut params = Params::new();
    params.insert("journal_id", journal.to_string());
    params.insert("sender", from);
    params.insert("recipient", to);
    params.insert("amount", Decimal::new(1234, 2));
    params
}

fn template() -> NewTxTemplate {
    let param = |name: &str, kind| {
        NewParamDefinition::builder().name(name).r#type(kind).build().expect("a parameter")
    };
    let entry = |account: &str, direction: &str| {
        NewTxTemplateEntry::builder()
            .entry_type(format!("'{direction}'"))
            .account_id(account)
            .layer("SETTLED")
            .direction(direction)
            .units("params.amount")
            .currency("'USD'")
            .build()
            .expect("an entry")
    };
    let transaction = NewTxTemplateTransaction::builder()
        .effective("date()")
        .journal_id("params.journal_id")
        .build();
    NewTxTemplate::builder()
        .id(Uuid::new_v4())
        .code(TEMPLATE)
        .params(vec![
            param("journal_id", ParamDataType::Uuid),
            param("sender", ParamDataType::Uuid),
            param("recipient", ParamDataType::Uuid),
            param("amount", ParamDataType::Decimal),
        ])
        .transaction(transaction.expect("a transaction"))
        .entries(vec![entry("params.sender", "DEBIT"), entry("params.recipient", "CREDIT")])
        .build()
}

/// No more than the fund has leaves its account.
async fn guard(cala: &CalaLedger, fund: AccountId) {
    let velocity = cala.velocities();
    let balance = NewBalanceLimit::builder()
        .layer("SETTLED")
        .amount("decimal('1000000000')")
        .enforcement_direction("DEBIT")
        .always_active()
        .build()
        .expect("a limit");
    let limit = NewLimit::builder().balance(vec![balance]).build().expect("a limit");
    let limit = NewVelocityLimit::builder()
        .id(VelocityLimitId::new())
        .name("overdraft")
        .description("bench")
        .window(vec![])
        .limit(limit)
        .params(vec![])
        .build()
        .expect("a limit");
    let limit = velocity.create_limit(limit).await.expect("a limit");
    let control = NewVelocityControl::builder()
        .id(VelocityControlId::new())
        .name("fund")
        .description("bench")
        .build()
        .expect("a control");
    let control = velocity.create_control(control).await.expect("a control");
    velocity.add_limit_to_control(control.id(), limit.id()).await.expect("added");
    velocity.attach_control_to_account(control.id(), fund, Params::new()).await.expect("attached");
}

async fn size(pool: &sqlx::PgPool) -> i64 {
    sqlx::query_scalar("select pg_database_size(current_database())")
        .fetch_one(pool)
        .await
        .expect("a size")
}
