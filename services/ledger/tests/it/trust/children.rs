//! Children's awards of a test: offered as eligibility offers them, looked after by a liaison, audited.

use crate::desk::{Award, Desk, PLAIN, Wish};
use crate::exchange::abroad::later;
use crate::signed_in::owner_as;
use redress_iso20022::sim::Options;
use redress_kernel::Role;
use redress_testkit::{Decision, Reply, Who};
use sqlx::PgConnection;
use sqlx::types::Uuid;

/// A child's award.
#[derive(Debug, Clone, Copy)]
pub struct Child {
    pub net: &'static str,
    pub upkeep: &'static str,
    pub of_age_on: &'static str,
    /// Upkeep that falls due later: day and sum.
    pub later: &'static [(&'static str, &'static str)],
}

/// Case C03: a girl of sixteen.
pub const GIRL: Child = Child { net: "78410.00", upkeep: "0", of_age_on: "2027-11-20", later: &[] };

pub const TRUST: &str = "/finance/trust";

impl Desk {
    /// A child's award that was offered; see [`Desk::offered`].
    pub async fn child_offered(&self, child: &Child) -> Award {
        let wish = Wish { net: child.net, instalments: 1, ..PLAIN };
        let decision = Decision {
            net: child.net,
            child: Some((child.upkeep, child.of_age_on)),
            later: child.later,
            ..Decision::default()
        };
        self.decided(&wish, decision).await
    }

    /// A child's award that was accepted; the ledger has heard of it.
    pub async fn child(&self, child: &Child) -> Award {
        let award = self.child_offered(child).await;
        self.say_accepted(&award).await;
        self.app.react().await;
        award
    }

    /// Somebody who knows the child.
    pub async fn lena(&self) -> Who {
        self.world.person("liaison.lena", &[Role::Liaison]).await
    }

    /// Terms of interest from a month on, made by two.
    pub async fn terms(&self, effective_from: &str, rate: &str) {
        let fields = [
            ("effective_from", effective_from),
            ("annual_rate", rate),
            ("method", "Rate of the deposit account, letter of 1 October"),
        ];
        let path = format!("{TRUST}/terms");
        assert_eq!(self.app.post(&self.farid, &path, &fields).await.location(), TRUST);
        let id: Uuid = self
            .one("select terms_id from ledger.trust_terms t order by exists ( select from ledger.trust_terms_answer s where s.terms_id = t.terms_id) limit 1")
            .await;
        let reply =
            self.app.post(&self.asha, &format!("{path}/{id}"), &[("step", "confirmed")]).await;
        assert_eq!(reply.location(), TRUST);
    }

    /// The liaison asks for a sum, for school; the child was heard.
    pub async fn ask(&self, who: &Who, award: &Award, amount: &str) -> Reply {
        let fields =
            [("amount", amount), ("ground", "school"), ("age", "twelve"), ("heard", "yes")];
        self.app.post(who, &format!("{TRUST}/{}/ask", award.claim), &fields).await
    }

    /// An approver decides on what was asked.
    pub async fn answer(&self, who: &Who, award: &Award, step: &str) -> Reply {
        let id: Uuid = self
            .one("select request_id from ledger.trust_request r order by exists (select from ledger.trust_request_answer s where s.request_id = r.request_id) limit 1")
            .await;
        self.app.post(who, &format!("{TRUST}/{}/{id}", award.claim), &[("step", step)]).await
    }

    /// Time goes by, and everybody has signed in again.
    pub async fn days(&self, days: i64) {
        later(self, days).await;
    }

    /// An open transaction in the name of the auditor.
    pub async fn auditor(&self) -> PgConnection {
        owner_as(&self.world.db, self.ola.actor.actor_id.0, "auditor").await
    }

    /// What an audit of the database finds.
    pub async fn broken(&self) -> Vec<(String, String)> {
        sqlx::query_as(
            "select * from ledger.audit_books() union all select * from ledger.audit_claims()
             union all select * from ledger.audit_funds() union all select * from ledger.audit_trust()",
        )
        .fetch_all(&mut self.auditor().await)
        .await
        .expect("an audit")
    }

    /// Every promise holds.
    pub async fn sound(&self) {
        assert_eq!(self.broken().await, []);
    }

    /// Pays an instalment at a bank that settles it.
    pub async fn paid(&self, award: &Award, number: u64) {
        let place = usize::try_from(number - 1).expect("a place");
        let instalment = self.instalments(award).await[place].clone();
        let batch = self.prepared(&[instalment]).await;
        assert_eq!(self.step(&self.asha, &batch, "approve").await.location(), batch);
        assert_eq!(self.step(&self.asha, &batch, "release").await.location(), batch);
        let options = Options { sequence: number, ..Options::default() };
        let answer = self.bank(&batch, &options).await;
        let reply = self.upload(&self.farid, &answer.statement).await;
        reply.page().says("import-statement-done", &[]);
    }
}
