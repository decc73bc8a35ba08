//! Losses, what was already paid, rates, instalments.

use super::story::{after, before};
use super::{Caseload, Site, mix};
use crate::award::Head;
use crate::facts::{Cost, CostKind, Earnings, Facts, LossProof, Offset, Rate, Schooling, Standing};
use crate::lab::random::Random;
use redress_kernel::code::Answer;
use redress_kernel::{Currency, Decimal, Money};

/// Euros for one US dollar, in hundred-millionths.
const EUR: u64 = 90_712_345;

pub(super) fn add(caseload: &Caseload, random: &mut Random, site: Site, facts: &mut Facts) {
    rates(caseload, random, site, facts);
    if facts.claimant.standing != Some(Standing::ChildBorn) {
        losses(random, site, facts);
    }
    costs(random, facts);
    offsets(caseload, random, site, facts);
    interim(random, facts);
    payment(random, site, facts);
}

/// Four rates that hold one after the other; in one claim of two hundred the latest are missing.
fn rates(caseload: &Caseload, random: &mut Random, site: Site, facts: &mut Facts) {
    let words = &caseload.words.rates;
    let missing = random.chance(5);
    let mut rate = |rate_id, currency, base: u64, days| {
        // Between 0.96 and 1.04 of the usual, down to the eighth decimal.
        let units =
            base / 100 * u64::from(random.between(96, 104)) + u64::from(random.below(9_999));
        Rate {
            rate_id,
            currency,
            units_per_usd: Decimal::new(i64::try_from(units).unwrap_or(1), 8),
            effective_on: before(facts.assessed_on, days),
        }
    };
    let all = [
        rate(words[0], site.currency, site.rate, 1_500),
        rate(words[1], site.currency, site.rate, 400),
        rate(words[2], site.currency, site.rate, 25),
    ];
    let euro = rate(words[3], eur(), EUR, 1_500);
    if !missing {
        facts.rates.extend(all);
    }
    facts.rates.push(euro);
}

fn eur() -> Currency {
    "EUR".parse().unwrap_or(Currency::USD)
}

/// An amount that is worth about so many US cents, in local currency or in dollars.
fn worth(random: &mut Random, site: Site, cents: u32) -> Option<Money> {
    if random.chance(250) {
        return Money::usd(Decimal::new(i64::from(cents), 2)).ok();
    }
    // cents x rate / 1e8 gives hundredths of the local unit; then to the unit that there is.
    let hundredths = u128::from(cents) * u128::from(site.rate) / 100_000_000;
    let exponent = site.currency.exponent();
    let minor = match exponent {
        0 => hundredths / 100,
        2 => hundredths,
        _ => hundredths * 10 + u128::from(random.below(10)),
    };
    Money::new(Decimal::new(i64::try_from(minor).unwrap_or(1), exponent), site.currency).ok()
}

fn losses(random: &mut Random, site: Site, facts: &mut Facts) {
    let losses = &mut facts.losses;
    if random.chance(300) {
        for _ in 0..random.between(1, 4) {
            let cents = random.between(500, 60_000);
            losses.medical_past.extend(worth(random, site, cents));
        }
    }
    losses.care_sought = random.weighted(&mix::ANSWERS).flatten();
    if random.chance(120) {
        let cents = random.between(20_000, 2_000_000);
        losses.medical_planned = worth(random, site, cents);
    }
    if random.chance(80) {
        let cents = random.between(10_000, 400_000);
        losses.psychosocial_past.extend(worth(random, site, cents));
    }
    losses.programme_declined =
        random.weighted(&[(Some(Answer::No), 6), (Some(Answer::Yes), 1), (None, 3)]).flatten();
    if random.chance(90) {
        let cents = random.between(10_000, 1_200_000);
        losses.psychosocial_extra = worth(random, site, cents);
    }
    if random.chance(280) {
        let cents = random.between(2_000, 90_000);
        losses.earnings = Some(Earnings {
            months: Decimal::new(i64::from(random.between(1, 720)), 1),
            monthly_wage: if random.chance(950) { worth(random, site, cents) } else { None },
            reference: None,
            causation: random
                .pick(&[
                    None,
                    Some(Decimal::new(75, 2)),
                    Some(Decimal::new(5, 1)),
                    Some(Decimal::new(25, 2)),
                ])
                .flatten(),
        });
    }
    if random.chance(150) {
        losses.schooling = Some(Schooling {
            years: Decimal::new(i64::from(random.between(1, 16)) * 5, 1),
            training: random.chance(300),
        });
    }
    for head in [Head::H2p, Head::H4] {
        if random.chance(200) {
            let reaches = random.weighted(&mix::TESTS);
            facts.proof.losses.extend(reaches.map(|reaches| LossProof { head, reaches }));
        }
    }
    if let Some(funeral) = &mut facts.funeral {
        let cents = random.between(20_000, 260_000);
        funeral.paid = worth(random, site, cents);
    }
}

fn costs(random: &mut Random, facts: &mut Facts) {
    if random.chance(800) {
        facts.costs.push(Cost { kind: CostKind::Filing, paid: None });
    }
    if random.chance(200) {
        let paid = Money::usd(Decimal::new(i64::from(random.between(1_000, 90_000)), 2)).ok();
        facts.costs.push(Cost { kind: CostKind::Travel, paid });
    }
}

fn offsets(caseload: &Caseload, random: &mut Random, site: Site, facts: &mut Facts) {
    facts.other_payment = random
        .weighted(&[(Some(Answer::No), 85), (Some(Answer::Yes), 8), (Some(Answer::Unknown), 7)])
        .flatten();
    if facts.other_payment != Some(Answer::Yes) {
        return;
    }
    let cents = random.between(5_000, 3_000_000);
    let amount = if random.chance(300) {
        Money::new(Decimal::new(i64::from(cents), 2), eur()).ok()
    } else {
        worth(random, site, cents)
    };
    let child = facts.child.is_some();
    let head = if child {
        Some(Head::H6)
    } else {
        random.pick(&[Some(Head::H1), Some(Head::H2p), Some(Head::H4), None]).flatten()
    };
    if let (Some(amount), Some(kind)) = (amount, random.pick(&caseload.words.offsets)) {
        facts.offsets.push(Offset {
            kind,
            head,
            amount,
            paid: random.weighted(&[(Some(Answer::Yes), 8), (Some(Answer::No), 2)]).flatten(),
            paid_on: random.chance(800).then(|| before(facts.assessed_on, random.below(1_400))),
        });
    }
}

fn interim(random: &mut Random, facts: &mut Facts) {
    if random.chance(120) {
        let paid = Decimal::new(i64::from(random.between(1, 30)) * 10_000, 2);
        facts.interim.paid = Money::usd(paid).ok();
    }
    if random.chance(40) {
        facts.interim.emergency_paid = Money::usd(Decimal::new(50_000, 2)).ok();
    }
    facts.interim.delay_days = random.below(120);
}

fn payment(random: &mut Random, site: Site, facts: &mut Facts) {
    let payment = &mut facts.payment;
    payment.currency = random.chance(600).then_some(site.currency);
    if random.chance(150) {
        let parts = [[50, 25, 25], [40, 30, 30]];
        let split = random.pick(&parts).unwrap_or(parts[0]);
        payment.percentages.extend(split.map(|part: u32| Decimal::from(part)));
    } else {
        payment.instalments = Some(random.between(1, 5));
    }
    payment.instructed_on.push(after(facts.assessed_on, random.below(60)));
    payment.payee_match = random.weighted(&mix::ANSWERS).flatten();
    payment.method_tested = random.weighted(&mix::ANSWERS).flatten();
}
