//! Export the journal as text that other accounting programs read and check.

use crate::books::journal_text::{Format, Range, Writer};
use crate::books::store::{export, seal};
use crate::desk::day::day_of;
use redress_kernel::{Action, Actor, Date, Outcome, Refusal, Timestamp, action};
use redress_runtime::Ctx;
use std::time::{Duration, Instant};

/// Finance staff and auditors take the journal with them; so does the service on the command line.
pub const NAME: Action =
    action!("ledger.export_journal", [FinanceOfficer, FinanceApprover, Auditor, System]);

/// How long an export waits for transactions that were under way at its moment, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(50);

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct ExportJournal {
    /// For which program.
    pub format: Format,
    /// First effective day; none for all from the first on.
    pub from: Option<Date>,
    /// Last effective day; none for all.
    pub to: Option<Date>,
    /// What was recorded later is left out; none for now.
    pub known_at: Option<Timestamp>,
}

/// An export that is under way: pieces of text, each read in a transaction of its own, so that whoever reads slowly
/// holds nothing up. As known at one moment, they fit together all the same.
pub struct Export {
    ctx: Ctx,
    actor: Actor,
    range: Range,
    writer: Writer,
    places: export::Places,
    next: Next,
    /// A neutral file name.
    pub name: String,
    /// Entries so far.
    pub entries: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Head,
    After(i64),
    Nothing,
}

/// Settles on the moment, writes the audit row and reads the accounts. The text comes from [`Export::next`].
#[tracing::instrument(name = "ledger.export_journal", skip_all)]
pub async fn export_journal(ctx: &Ctx, actor: &Actor, cmd: ExportJournal) -> Outcome<Export> {
    if let (Some(from), Some(to)) = (cmd.from, cmd.to)
        && from > to
    {
        return Err(Refusal::field("to", "range-backwards").into());
    }
    let known_at = settled(ctx, actor, cmd.known_at).await?;
    let range = Range { from: cmd.from, to: cmd.to, known_at };
    ctx.act(actor, NAME, async |tx| {
        seal::take_time(tx.conn()).await?;
        let (accounts, places) = export::accounts(tx.conn(), range).await?;
        let said = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        tx.subject(format!("{}, {} to {}", cmd.format.as_str(), said(cmd.from), said(cmd.to)));
        Ok(Export {
            ctx: ctx.clone(),
            actor: actor.clone(),
            range,
            writer: Writer::new(cmd.format, range, accounts),
            places,
            next: Next::Head,
            name: format!("journal-{}.{}", day_of(known_at), cmd.format.ending()),
            entries: 0,
        })
    })
    .await
}

/// The moment of an export, when nothing can be recorded any more that would belong before it.
async fn settled(ctx: &Ctx, actor: &Actor, asked: Option<Timestamp>) -> Outcome<Timestamp> {
    let began = Instant::now();
    // Ended at once: a transaction with a number holds up whoever reads events.
    let marked = ctx.read(actor, NAME, async |tx| {
        let now = export::now(tx.conn()).await?;
        if asked.is_some_and(|asked| asked > now) {
            return Err(Refusal::field("known_at", "moment-in-future").into());
        }
        Ok((now, export::mark(tx.conn()).await?))
    });
    let (now, mark) = marked.await?;
    let settled = ctx.read(actor, NAME, async |tx| {
        while !export::is_settled(tx.conn(), &mark).await? {
            if began.elapsed() > PATIENCE {
                return Err(Refusal::conflict("books-busy").into());
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    });
    settled.await?;
    Ok(asked.unwrap_or(now))
}

impl Export {
    /// The next piece of the text; nothing when all was given.
    pub async fn next(&mut self) -> Outcome<Option<String>> {
        let after = match self.next {
            Next::Nothing => return Ok(None),
            Next::Head => {
                self.next = Next::After(0);
                return Ok(Some(self.writer.head()));
            }
            Next::After(place) => place,
        };
        // Looked at only: the audit row stands since the export began.
        let page = self.ctx.read(&self.actor, NAME, async |tx| {
            seal::take_time(tx.conn()).await?;
            Ok(export::page(tx.conn(), self.range, &self.places, after).await?)
        });
        let entries = page.await?;
        let Some(last) = entries.last() else {
            self.next = Next::Nothing;
            return Ok(Some(self.writer.end()));
        };
        self.next = Next::After(last.seq);
        let mut text = String::with_capacity(entries.len() * 400);
        for entry in &entries {
            self.writer.entry(&mut text, entry);
            self.entries += 1;
        }
        Ok(Some(text))
    }
}
