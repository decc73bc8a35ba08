//! How often somebody may ask. Whoever asks too often is told to wait, and nobody waits for what another did: a person has
//! turns of her own however she signs in and wherever she is, and those who have not signed in share those of their address.
//! All of it is held in memory, for minutes.

use crate::session::cookie;
use crate::{api::bearer, keys::sha256};
use axum::http::HeaderMap;
use redress_kernel::ActorId;
use redress_runtime::config::Limits;
use redress_runtime::door::Peer;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long somebody may have asked ahead of her pace.
const AHEAD: Duration = Duration::from_secs(10);
/// An answer that nothing is there, or that a token doesn't count, costs as much as this many others: so are codes guessed.
pub(crate) const MISS: u32 = 20;
/// A session or token is known for this long after it was last looked up.
const KNOWN: Duration = Duration::from_mins(10);
/// What is over is forgotten this often.
const SWEEP: Duration = Duration::from_mins(1);

/// Whose turn a request takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Payer {
    /// A person, or a client of the API.
    Person(ActorId),
    /// All who have not signed in, of one address (of a network of one household, for IPv6).
    Address(IpAddr),
}

/// The turns that have been taken.
#[derive(Debug)]
pub struct Turns {
    limits: Limits,
    taken: Mutex<Taken>,
}

#[derive(Debug)]
struct Taken {
    /// Hashes of cookies and tokens whose person has been looked up, and when.
    known: HashMap<[u8; 32], (ActorId, Instant)>,
    /// Until when each has used up her pace.
    until: HashMap<Payer, Instant>,
    swept: Instant,
}

impl Turns {
    pub(crate) fn new(limits: &Limits) -> Self {
        let taken = Taken { known: HashMap::new(), until: HashMap::new(), swept: Instant::now() };
        Self { limits: limits.clone(), taken: Mutex::new(taken) }
    }

    /// Whose turn a request takes; nobody's for one of our own programs, which comes from no proxy.
    pub(crate) fn payer(
        &self,
        headers: &HeaderMap,
        cookie_name: &str,
        peer: Option<Peer>,
    ) -> Option<Payer> {
        let shown = cookie(headers, cookie_name).or_else(|| bearer(headers).ok());
        let known = shown.and_then(|shown| {
            self.taken().known.get(&sha256(shown.as_bytes())).map(|(person, _)| *person)
        });
        known.map(Payer::Person).or_else(|| self.address(headers, peer?).map(Payer::Address))
    }

    fn address(&self, headers: &HeaderMap, Peer(peer): Peer) -> Option<IpAddr> {
        let address = if self.limits.proxies.contains(&peer) {
            let told = headers.get("x-forwarded-for")?.to_str().ok()?;
            told.rsplit(',').next()?.trim().parse().ok()?
        } else {
            peer
        };
        Some(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (!0 << 64)).into(),
        })
    }

    /// Takes a turn; or how long to wait for one.
    pub(crate) fn take(&self, payer: Payer, now: Instant) -> Option<Duration> {
        let mut taken = self.taken();
        taken.sweep(now);
        let until = taken.until.entry(payer).or_insert(now);
        let wait = until.saturating_duration_since(now + AHEAD);
        if !wait.is_zero() {
            return Some(wait);
        }
        *until = (*until).max(now) + self.pace(payer);
        None
    }

    /// Takes more turns for what has been answered; whoever has none left owes them.
    pub(crate) fn charge(&self, payer: Payer, turns: u32, now: Instant) {
        let until = self.taken().until.get(&payer).copied().unwrap_or(now).max(now);
        self.taken().until.insert(payer, until + self.pace(payer) * turns);
    }

    /// From now on, requests that show this take their person's turns.
    pub(crate) fn know(&self, shown: [u8; 32], person: ActorId, now: Instant) {
        self.taken().known.insert(shown, (person, now));
    }

    fn pace(&self, payer: Payer) -> Duration {
        let a_second = match payer {
            Payer::Person(_) => self.limits.per_person,
            Payer::Address(_) => self.limits.per_address,
        };
        Duration::from_secs(1) / a_second
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        // Counts are whole after every statement, so that a panic elsewhere spoils nothing.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    fn sweep(&mut self, now: Instant) {
        if now < self.swept + SWEEP {
            return;
        }
        self.swept = now;
        self.until.retain(|_, until| *until > now);
        self.known.retain(|_, (_, at)| now < *at + KNOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn turns() -> Turns {
        Turns::new(&Limits { per_person: 2, per_address: 1, ..Limits::default() })
    }

    fn from(address: &str, headers: &[(&'static str, &str)]) -> Option<Payer> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a value"));
        }
        turns().payer(&map, "redress", Some(Peer(address.parse().expect("an address"))))
    }

    #[test]
    fn whoever_asks_too_often_waits_and_keeps_nobody_else_waiting() {
        let (turns, now) = (turns(), Instant::now());
        let [one, other] =
            ["10.0.0.1", "10.0.0.2"].map(|a| Payer::Address(a.parse().expect("one")));
        for _ in 0..=10 {
            assert_eq!(turns.take(one, now), None);
        }
        assert_eq!(turns.take(one, now), Some(SECOND), "eleven at once, one a second");
        assert_eq!(turns.take(other, now), None);
        assert_eq!(turns.take(one, now + SECOND), None);
        turns.charge(other, MISS, now);
        assert_eq!(turns.take(other, now), Some(11 * SECOND), "a miss costs twenty");
        assert_eq!(turns.take(other, now + 2 * SWEEP), None);
    }

    #[test]
    fn a_person_has_turns_of_her_own_wherever_she_is() {
        let (turns, now) = (turns(), Instant::now());
        let person = ActorId(redress_kernel::Uuid::from_u128(7));
        let mut headers = HeaderMap::new();
        headers.insert("cookie", "redress=abc".parse().expect("a value"));
        let peer = Some(Peer("10.0.0.1".parse().expect("an address")));
        let address = turns.payer(&headers, "redress", peer).expect("an address");
        turns.charge(address, 1000, now);
        assert!(turns.take(address, now).is_some(), "nobody gets in from there unknown");
        turns.know(sha256(b"abc"), person, now);
        let known = turns.payer(&headers, "redress", peer);
        assert_eq!(known, Some(Payer::Person(person)));
        assert_eq!(turns.take(Payer::Person(person), now), None);
    }

    #[test]
    fn a_proxy_says_who_asks_and_nobody_else_does() {
        let told = [("x-forwarded-for", "6.6.6.6, 10.0.0.9")];
        let address = |text: &str| Some(Payer::Address(text.parse().expect("an address")));
        assert_eq!(from("127.0.0.1", &told), address("10.0.0.9"));
        assert_eq!(from("10.0.0.1", &told), address("10.0.0.1"));
        assert_eq!(from("127.0.0.1", &[]), None, "a program of ours");
        assert_eq!(from("2001:db8::1:2:3:4", &[]), address("2001:db8::"));
    }
}
