//! Runs two versions over many claims. The same claims give the same answer, however many threads
//! there are. Never here: what is shown of it.

use super::publish::{About, Comparison, publish};
use super::source::Source;
use super::tally::Tally;
use crate::{Mechanism, Trace};
use redress_kernel::Decimal;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Claims that a thread takes at a time.
const CHUNK: u64 = 2_048;

/// A comparison under way. Claims may come in several lots.
#[derive(Debug)]
pub struct Run<'a> {
    base: &'a Mechanism,
    draft: &'a Mechanism,
    tally: Tally,
}

impl<'a> Run<'a> {
    /// Nothing compared yet: the version in force and a draft.
    pub fn new(base: &'a Mechanism, draft: &'a Mechanism) -> Self {
        Self { base, draft, tally: Tally::default() }
    }

    /// Assesses each claim of `source` under both versions.
    pub fn add<S: Source + ?Sized>(&mut self, source: &S, threads: NonZeroUsize) {
        let claims = source.len();
        let next = AtomicU64::new(0);
        let work = || {
            let mut tally = Tally::default();
            let mut traces = [Trace::default(), Trace::default()];
            loop {
                let first = next.fetch_add(CHUNK, Ordering::Relaxed);
                if first >= claims {
                    return tally;
                }
                let range = first..(first + CHUNK).min(claims);
                self.assess(source, range, &mut traces, &mut tally);
            }
        };
        let tallies: Vec<Tally> = if threads.get() == 1 || claims <= CHUNK {
            vec![work()]
        } else {
            std::thread::scope(|scope| {
                let workers: Vec<_> = (0..threads.get()).map(|_| scope.spawn(work)).collect();
                let joined = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
                joined.map(|tally| tally.unwrap_or_else(|e| std::panic::resume_unwind(e))).collect()
            })
        };
        for tally in &tallies {
            self.tally.merge(tally);
        }
    }

    fn assess<S: Source + ?Sized>(
        &self,
        source: &S,
        range: Range<u64>,
        traces: &mut [Trace; 2],
        tally: &mut Tally,
    ) {
        let firsts = [self.base, self.draft].map(|version| version.schedule.sums.first_payment);
        let [before, after] = traces;
        source.each(range, &mut |facts| {
            self.base.assess(facts, before);
            self.draft.assess(facts, after);
            tally.add(facts, before, after, firsts);
        });
    }

    /// How many claims were compared so far.
    pub fn claims(&self) -> u64 {
        self.tally.claims
    }

    #[cfg(test)]
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// What may be seen of it. `fund` is the money that there is for payment, US dollars.
    pub fn finish(self, about: About, fund: Option<Decimal>) -> Comparison {
        publish(&self.tally, [self.base, self.draft], about, fund)
    }
}

/// Runs both versions over all claims of `source`.
pub fn compare<S: Source + ?Sized>(
    versions: [&Mechanism; 2],
    source: &S,
    threads: NonZeroUsize,
    about: About,
    fund: Option<Decimal>,
) -> Comparison {
    let mut run = Run::new(versions[0], versions[1]);
    run.add(source, threads);
    run.finish(about, fund)
}
