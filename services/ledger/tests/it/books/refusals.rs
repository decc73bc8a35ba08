//! Bad input is refused under a name of its own, alone and in a call of several, and nothing of it stays.

use super::{Sent, SentLeg, balances, claims, legs, officer, post, run, sent};
use crate::exchange::abroad::refused;
use crate::signed_in::{ENTER, done, shows, signs_in};
use redress_kernel::Uuid;
use redress_testkit::Database;
use rust_decimal::Decimal;
use sqlx::{Connection, PgConnection};
use time::macros::date;

struct Books {
    db: Database,
    hand: PgConnection,
    claims: Vec<Uuid>,
}

impl Books {
    async fn open() -> Self {
        let db = Database::fresh().await;
        let claims = claims(&db, 2).await;
        let hand = officer(&db, Uuid::from_u128(11)).await;
        Self { db, hand, claims }
    }

    /// The entry is refused under this name: alone, in the middle of a good call, and nothing is written.
    async fn refuses(&mut self, entry: Sent, name: &str) {
        let before = balances(&mut self.hand, None, None).await;
        let alone = post(&mut self.hand, std::slice::from_ref(&entry)).await;
        assert_eq!(alone, Err(name.to_owned()), "alone: {entry:?}");
        let good = || sent("contribution", "fund_cash", "contributions", "1");
        let several = post(&mut self.hand, &[good(), entry.clone(), good()]).await;
        assert_eq!(several, Err(name.to_owned()), "among others: {entry:?}");
        assert_eq!(balances(&mut self.hand, None, None).await, before);
        let entries: i64 =
            sqlx::query_scalar("select count(*) from ledger.entry where entry_id = $1")
                .bind(entry.id)
                .fetch_one(&mut self.db.superuser().await)
                .await
                .expect("readable");
        assert_eq!(entries, 0, "{entry:?}");
    }

    async fn takes(&mut self, entry: &Sent) {
        let answer = post(&mut self.hand, std::slice::from_ref(entry)).await.expect("good");
        assert_eq!(answer[0].1, "posted");
    }
}

#[tokio::test]
async fn amounts_that_are_none_each_have_a_name() {
    let mut books = Books::open().await;
    for (amount, name) in [
        ("0", "amount_zero"),
        ("0.000", "amount_zero"),
        ("-1", "amount_negative"),
        ("NaN", "amount_not_a_number"),
        ("Infinity", "amount_not_a_number"),
        ("-Infinity", "amount_not_a_number"),
        ("1.001", "amount_too_precise"),
        ("0.001", "amount_too_precise"),
        ("100000000000000.01", "amount_too_large"),
    ] {
        books.refuses(sent("contribution", "fund_cash", "contributions", amount), name).await;
    }
    // The largest, the smallest, and one with noughts behind its cents.
    for amount in ["100000000000000", "0.01", "1.500000"] {
        books.takes(&sent("contribution", "fund_cash", "contributions", amount)).await;
    }
}

#[tokio::test]
async fn each_currency_has_its_own_decimals() {
    let mut books = Books::open().await;
    for (currency, good, bad) in [("XAF", "655", "655.5"), ("IQD", "1.125", "1.1255")] {
        for head in ["fund_cash", "contributions"] {
            let sql = format!("select ledger.open_account('{head}', '{currency}', '')");
            done(&mut books.hand, &sql).await;
        }
        let in_it = |amount: &str| {
            let mut entry = sent("contribution", "fund_cash", "contributions", amount);
            entry.legs.iter_mut().for_each(|leg| leg.currency = currency);
            entry
        };
        books.refuses(in_it(bad), "amount_too_precise").await;
        books.takes(&in_it(good)).await;
    }
}

#[tokio::test]
async fn legs_that_make_no_entry_are_refused() {
    let mut books = Books::open().await;
    let with = |legs: Vec<SentLeg>| Sent {
        legs,
        ..sent("contribution", "fund_cash", "contributions", "1")
    };
    let mut uneven = legs("fund_cash", "contributions", "10");
    uneven[1].amount = "9.99".to_owned();
    books.refuses(with(uneven), "entry_unbalanced").await;
    books
        .refuses(with(legs("fund_cash", "contributions", "1")[..1].to_vec()), "entry_unbalanced")
        .await;
    done(&mut books.hand, "select ledger.open_account('contributions', 'EUR', '')").await;
    let mut crossed = legs("fund_cash", "contributions", "10");
    crossed[1].currency = "EUR";
    books.refuses(with(crossed), "entry_unbalanced").await;
    let mut sided = legs("fund_cash", "contributions", "10");
    sided[1].side = "left";
    books.refuses(with(sided), "leg_malformed").await;
    let mut nowhere = legs("fund_cash", "contributions", "10");
    nowhere[1].holder = "nobody";
    books.refuses(with(nowhere), "unknown_account").await;
    let mut invented = legs("fund_cash", "contributions", "10");
    invented[1].currency = "ZZZ";
    books.refuses(with(invented), "unknown_currency").await;
    let mut old = sent("contribution", "fund_cash", "contributions", "1");
    old.day = date!(1999 - 12 - 31);
    books.refuses(old, "day_out_of_range").await;
    books.refuses(sent("gift", "fund_cash", "contributions", "1"), "unknown_kind").await;
    let mut nobodys = sent("commitment", "fund_balance", "award_commitments", "1");
    books.refuses(nobodys.clone(), "claim_missing").await;
    nobodys.claim = Some(Uuid::from_u128(9));
    books.refuses(nobodys, "unknown_claim").await;
}

#[tokio::test]
async fn legs_in_several_currencies_meet_through_exchange_accounts() {
    let mut books = Books::open().await;
    for head in ["fund_cash", "currency_exchange"] {
        let sql = format!("select ledger.open_account('{head}', 'EUR', '')");
        done(&mut books.hand, &sql).await;
    }
    let mut bought = sent("charge", "currency_exchange", "fund_cash", "108.11");
    let mut euros = legs("fund_cash", "currency_exchange", "100");
    for leg in &mut euros {
        leg.currency = "EUR";
    }
    bought.legs.extend(euros);
    books.takes(&bought).await;
    bought.id = Uuid::from_u128(77);
    bought.legs[3].amount = "99.99".to_owned();
    books.refuses(bought, "entry_unbalanced").await;
}

#[tokio::test]
async fn an_identifier_has_one_body() {
    let mut books = Books::open().await;
    let first = sent("contribution", "fund_cash", "contributions", "10");
    books.takes(&first).await;
    let again = post(&mut books.hand, std::slice::from_ref(&first)).await.expect("the same");
    assert_eq!(again[0].1, "already");
    let mut second = first.clone();
    second.id = Uuid::from_u128(5);
    let both = post(&mut books.hand, &[first.clone(), second.clone()]).await.expect("one is new");
    let outcomes: Vec<_> = both.iter().map(|row| (row.0, row.1.as_str())).collect();
    assert_eq!(outcomes, [(first.id, "already"), (second.id, "posted")]);
    for changed in [
        Sent { kind: "charge", ..first.clone() },
        Sent { day: date!(2026 - 11 - 03), ..first.clone() },
        Sent { claim: Some(books.claims[0]), ..first.clone() },
        Sent { legs: legs("fund_cash", "contributions", "10.01"), ..first.clone() },
        Sent { legs: legs("contributions", "fund_cash", "10"), ..first.clone() },
        Sent {
            legs: [
                legs("fund_cash", "contributions", "5"),
                legs("fund_cash", "contributions", "5"),
            ]
            .concat(),
            ..first.clone()
        },
    ] {
        assert_eq!(
            post(&mut books.hand, std::slice::from_ref(&changed)).await,
            Err("id_reused".to_owned()),
            "{changed:?}"
        );
        let among = [sent("contribution", "fund_cash", "contributions", "1"), changed.clone()];
        assert_eq!(post(&mut books.hand, &among).await, Err("id_reused".to_owned()), "{changed:?}");
    }
    let twice = Sent { id: Uuid::from_u128(6), ..first };
    assert_eq!(post(&mut books.hand, &[twice.clone(), twice]).await, Err("id_twice".to_owned()));
}

#[tokio::test]
async fn the_same_payment_is_answered_again_when_its_money_is_gone() {
    let mut books = Books::open().await;
    let claim = Some(books.claims[0]);
    books.takes(&sent("contribution", "fund_cash", "contributions", "100")).await;
    books
        .takes(&Sent { claim, ..sent("commitment", "fund_balance", "award_commitments", "100") })
        .await;
    let payable = Sent { claim, ..sent("payable", "award_commitments", "awards_payable", "100") };
    books.takes(&payable).await;
    let release = Sent { claim, ..sent("release", "awards_payable", "payment_clearing", "100") };
    books.takes(&release).await;
    for same in [payable, release] {
        let again = post(&mut books.hand, &[same]).await.expect("the same");
        assert_eq!(again[0].1, "already");
    }
}

#[tokio::test]
async fn a_claim_is_never_paid_more_than_it_was_awarded() {
    let mut books = Books::open().await;
    let claim = Some(books.claims[0]);
    books.takes(&sent("contribution", "fund_cash", "contributions", "1000")).await;
    for id in [0, 1] {
        let claim = Some(books.claims[id]);
        books
            .takes(&Sent {
                claim,
                ..sent("commitment", "fund_balance", "award_commitments", "100")
            })
            .await;
        books
            .takes(&Sent { claim, ..sent("payable", "award_commitments", "awards_payable", "100") })
            .await;
    }
    let release = |amount: &str| Sent {
        claim,
        ..sent("release", "awards_payable", "payment_clearing", amount)
    };
    books.refuses(release("100.01"), "beyond_claim").await;
    books.takes(&release("60")).await;
    books.refuses(release("40.01"), "beyond_claim").await;
    assert_eq!(
        post(&mut books.hand, &[release("20"), release("20.01")]).await,
        Err("beyond_claim".to_owned())
    );
    post(&mut books.hand, &[release("20"), release("20")]).await.expect("just as much");
}

#[tokio::test]
async fn money_is_set_aside_only_while_there_is_some() {
    let mut books = Books::open().await;
    let claim = Some(books.claims[0]);
    books.takes(&sent("contribution", "fund_cash", "contributions", "99.99")).await;
    books
        .takes(&Sent { claim, ..sent("commitment", "fund_balance", "award_commitments", "1000") })
        .await;
    let aside = |amount: &str| Sent {
        claim,
        ..sent("payable", "award_commitments", "awards_payable", amount)
    };
    books.refuses(aside("100"), "fund_short").await;
    books.takes(&aside("99.99")).await;
    books.refuses(aside("0.01"), "fund_short").await;
    // What the bank did is booked whatever it leaves.
    books.takes(&sent("charge", "bank_charges", "fund_cash", "5")).await;
    done(&mut books.hand, "select ledger.open_account('fund_cash', 'USD', 'other-bank')").await;
    let mut over = sent("cost", "fund_cash", "fund_cash", "95");
    over.legs[0].holder = "other-bank";
    books.refuses(over.clone(), "cash_overdrawn").await;
    over.legs.iter_mut().for_each(|leg| leg.amount = "94.99".to_owned());
    books.takes(&over).await;
}

#[tokio::test]
async fn an_entry_is_taken_back_once_and_a_reversal_never() {
    let mut books = Books::open().await;
    let first = sent("contribution", "fund_cash", "contributions", "10");
    books.takes(&first).await;
    let back = |id: u128, undoes: Uuid, amount: &str| Sent {
        id: Uuid::from_u128(id),
        undoes: Some(undoes),
        ..sent("reversal", "contributions", "fund_cash", amount)
    };
    let mut turned = back(50, first.id, "10");
    turned.legs.reverse();
    books.refuses(back(51, Uuid::from_u128(404), "10"), "unknown_entry").await;
    books
        .refuses(
            Sent { legs: legs("contributions", "fund_cash", "9"), ..turned.clone() },
            "reversal_differs",
        )
        .await;
    books.refuses(Sent { kind: "charge", ..turned.clone() }, "entry_malformed").await;
    books.takes(&turned).await;
    books.refuses(Sent { id: Uuid::from_u128(52), ..turned.clone() }, "already_reversed").await;
    let mut again = back(53, turned.id, "10");
    again.legs = first.legs.clone();
    again.legs.reverse();
    books.refuses(again, "already_reversed").await;
}

#[tokio::test]
async fn a_closed_month_takes_nothing_until_two_people_reopen_it() {
    let mut books = Books::open().await;
    let step = |step: &str| {
        format!(
            "{}; insert into ledger.period_step (period, step, reason, taken_by)
          values ('2026-10-01', '{step}', 'test', shared.actor_id()) returning step_no",
            super::AUDIT
        )
    };
    let in_october = || Sent {
        day: date!(2026 - 10 - 31),
        ..sent("contribution", "fund_cash", "contributions", "1")
    };
    books.takes(&in_october()).await;
    done(&mut books.hand, &step("closed")).await;
    books.refuses(in_october(), "period_closed").await;
    books.takes(&Sent { day: date!(2026 - 09 - 30), ..in_october() }).await;
    books.takes(&Sent { day: date!(2026 - 11 - 01), ..in_october() }).await;
    assert_eq!(refused(&mut books.hand, &step("reopened")).await, "period_step_order");
    done(&mut books.hand, &step("asked")).await;
    books.refuses(in_october(), "period_closed").await;
    assert_eq!(refused(&mut books.hand, &step("reopened")).await, "reopened_by_another");
    let mut other = officer(&books.db, Uuid::from_u128(12)).await;
    done(&mut other, &step("reopened")).await;
    books.takes(&in_october()).await;
}

#[tokio::test]
async fn nobody_posts_without_a_name_and_a_role() {
    let books = Books::open().await;
    let mut nobody =
        PgConnection::connect(&books.db.url("redress_ledger")).await.expect("the role");
    let entry = || [sent("contribution", "fund_cash", "contributions", "1")];
    run(&mut nobody, "begin").await;
    assert_eq!(super::send(&mut nobody, &entry()).await, Err("not_allowed".to_owned()));
    let shown = signs_in(&mut books.db.superuser().await, Uuid::from_u128(3), "auditor").await;
    let mut auditor = shows(&books.db.url("redress_ledger"), &shown).await.expect("the role");
    run(&mut auditor, "begin").await;
    run(&mut auditor, ENTER).await;
    assert_eq!(super::send(&mut auditor, &entry()).await, Err("not_allowed".to_owned()));
}

#[tokio::test]
async fn a_new_account_has_nothing_rather_than_no_balance() {
    let mut books = Books::open().await;
    done(&mut books.hand, "select ledger.open_account('fund_balance', 'EUR', 'norway:children')")
        .await;
    let all = balances(&mut books.hand, None, None).await;
    let new = all.iter().find(|row| row.2 == "norway:children").expect("listed");
    assert_eq!((new.3, new.4), (Decimal::ZERO, Decimal::ZERO));
    let mut shut = sent("closing", "fund_balance", "contributions", "1");
    shut.legs.iter_mut().for_each(|leg| leg.currency = "EUR");
    done(&mut books.hand, "select ledger.open_account('contributions', 'EUR', '')").await;
    shut.legs[0].holder = "norway:children";
    books.takes(&shut).await;
    let sql = format!("{}; insert into ledger.account_closing (account_id, closed_by, closed_at)
      select account_id, shared.actor_id(), now() from ledger.account where holder = 'norway:children' returning account_id", super::AUDIT);
    done(&mut books.hand, &sql).await;
    books.refuses(Sent { id: Uuid::from_u128(3), ..shut }, "account_closed").await;
}
