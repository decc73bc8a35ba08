//! P5 and P6: caps over heads. Which heads may be cut, and in which order, is data.

use super::Head;
use super::exact::order;
use super::line::{Formula, Line, Step};
use super::sheet::Sheet;
use crate::trace::{Flag, Stopped};
use redress_kernel::Decimal;

/// Both caps: P5 over H2 to H5, P6 over H1 to H5.
pub(super) fn caps(sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
    let caps = &sheet.sums().caps;
    let losses = Cap {
        step: Step::P5,
        over: &Head::PECUNIARY,
        most: caps.pecuniary_most,
        labels: ["line-losses-sum", "line-losses-over", "line-shortened-losses"],
        flag: Flag::PecuniaryOverMost,
    };
    losses.hold(sheet)?;
    let all = Cap {
        step: Step::P6,
        over: &[Head::H1, Head::H2p, Head::H2f, Head::H3p, Head::H3f, Head::H4, Head::H5],
        most: caps.total_most,
        labels: ["line-total-sum", "line-total-over", "line-shortened-total"],
        flag: Flag::TotalOverMost,
    };
    all.hold(sheet)
}

struct Cap {
    step: Step,
    over: &'static [Head],
    most: Decimal,
    /// Of the sum, of what is beyond the cap, of a head that is cut.
    labels: [&'static str; 3],
    flag: Flag,
}

impl Cap {
    /// Takes what the heads have together above the cap off those that may be cut. What can't be
    /// taken off is paid, and a person looks at it.
    fn hold(&self, sheet: &mut Sheet<'_>) -> Result<(), Stopped> {
        let sum = Decimal::new(sheet.cents(self.over)?, 2);
        if order(sum, self.most).is_le() {
            return Ok(());
        }
        let [label, beyond, shortened] = self.labels;
        let parts = Formula::SumOf(sheet.places(self.over));
        let sum = sheet.add(Line::new(self.step, None, label, parts))?.amount;
        let over = Formula::Less(sum, self.most);
        let mut over = sheet.add(Line::new(self.step, None, beyond, over))?.amount;
        for head in &sheet.sums().caps.cut_order {
            let before = sheet.at(*head);
            let off = before.min(over);
            if off <= Decimal::ZERO {
                continue;
            }
            let formula = Formula::Less(before, off);
            let after = sheet.add(Line::new(self.step, Some(*head), shortened, formula))?;
            sheet.heads[*head as usize] = Some(after);
            over -= off;
        }
        if over > Decimal::ZERO {
            sheet.flag(self.flag);
        }
        Ok(())
    }
}
