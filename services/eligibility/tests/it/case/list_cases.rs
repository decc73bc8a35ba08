//! The queue: a chair sees every case by code, a member those of her seats, others nothing.

use crate::bench::{Bench, facts};
use axum::http::Method;
use redress_kernel::ClaimId;
use redress_testkit::{Who, World};
use serde_json::json;
use time::Duration;

#[tokio::test]
async fn each_person_sees_the_cases_of_that_persons_part() {
    let bench = Bench::new().await;
    let claim = bench.in_review(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    let chair = bench.app.get(&bench.chandra, "/panel").await;
    assert_eq!(chair.status, 200);
    let queue = chair.page();
    let part = queue.worded("queue-part", &[]);
    assert_eq!(queue.row(&code).under(&part), queue.worded("queue-free", &[]));
    // Nothing of what the claim is about.
    queue.hides("MINUSCA");
    // It is not a member's before she sits.
    bench.app.get(&bench.paul, "/panel").await.page().hides(&code);
    assert_eq!(bench.app.get(&bench.amina, "/panel").await.status, 403);
    assert_eq!(bench.app.get_as_stranger("/panel").await.status, 303);
}

#[tokio::test]
async fn a_conflict_takes_the_case_out_of_the_queue() {
    let bench = Bench::new().await;
    let claim = bench.seated(&facts()).await;
    let code: String =
        bench.one("select claim_code from shared.claim where claim_id = $1", claim).await;
    bench.app.get(&bench.paul, "/panel").await.page().shows(&code);
    bench.done(&bench.paul, claim, "declaration", &[("declaration", "conflict")]).await;
    bench.app.get(&bench.paul, "/panel").await.page().hides(&code);
}

impl Bench {
    /// Cases that came to review one second after the other, and stand at a stage since then.
    async fn many(&self, count: usize, stage: &str) -> Vec<ClaimId> {
        let claims = self.world.claims_at(stage, &self.amina, count).await;
        let opened_at = self.world.clock.clock().now();
        let mut review = self.world.acting_alone("eligibility").await;
        for claim_id in &claims {
            let case = json!({ "claim_id": claim_id, "language": "fr", "opened_at": opened_at });
            review.put("eligibility.case", case).await;
        }
        review.commit().await;
        claims
    }

    /// The claims that a page of the queue links to, in its order, and the address of the next.
    async fn queue(&self, who: &Who, path: &str) -> (Vec<ClaimId>, Option<String>) {
        let page = self.app.get(who, path).await.page();
        let links = page.attributes("a[href^='/panel/']", "href");
        let claims = links.iter().filter_map(|link| link["/panel/".len()..].parse().ok());
        (claims.collect(), page.next_page())
    }
}

#[tokio::test]
async fn the_queue_goes_on_page_by_page_and_what_is_over_is_not_in_the_way() {
    let bench = Bench::new().await;
    let over = bench.many(60, "closed").await;
    bench.world.clock.advance(Duration::minutes(10));
    let waiting = bench.many(120, "in_review").await;
    let (mut seen, mut moved, mut next) = (Vec::new(), Vec::new(), Some("/panel".to_owned()));
    while let Some(address) = next {
        let (claims, following) = bench.queue(&bench.chandra, &address).await;
        assert!(claims.len() <= 50, "{}", claims.len());
        // A case that was shown moves on meanwhile: those behind it are still shown.
        let last = claims[claims.len() - 1];
        if !moved.contains(&last) {
            bench.world.bring(last, "eligible").await;
            moved.push(last);
        }
        seen.extend(claims);
        next = following;
    }
    // What moved on waits anew, behind all others.
    assert_eq!(seen, [waiting, moved].concat(), "each once, the longest waiting first");
    let (first, next) = bench.queue(&bench.chandra, "/panel?over=true").await;
    assert_eq!(first, over[..50]);
    let next = next.expect("a second page");
    assert_eq!(bench.queue(&bench.chandra, &next).await, (over[50..].to_vec(), None));
    assert_eq!(bench.queue(&bench.paul, "/panel").await.0, [], "none of them is his");
}

#[tokio::test]
async fn the_api_names_the_next_page_in_a_link() {
    let bench = Bench::on(World::with_provider().await).await;
    let waiting = bench.many(7, "in_review").await;
    let call = async |path: &str| {
        let reply = bench.app.call("chair.chandra", Method::GET, path, None, &[]).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply
    };
    let mut seen: Vec<ClaimId> = Vec::new();
    let mut path = "/api/eligibility/cases?limit=3".to_owned();
    loop {
        let reply = call(&path).await;
        for case in reply.json().as_array().expect("cases") {
            seen.push(case["claim_id"].as_str().and_then(|id| id.parse().ok()).expect("a claim"));
        }
        let Some(link) = reply.headers.get("link") else { break };
        let link = link.to_str().expect("ascii").strip_prefix('<').expect("an address");
        path = link.strip_suffix(">; rel=\"next\"").expect("the next page").to_owned();
    }
    assert_eq!(seen, waiting);
    for wrong in ["after=zz", "limit=0", "limit=201", "over=perhaps"] {
        let path = format!("/api/eligibility/cases?{wrong}");
        let reply = bench.app.call("chair.chandra", Method::GET, &path, None, &[]).await;
        let field = wrong.split('=').next().expect("a name");
        assert_eq!(
            (reply.status.as_u16(), &reply.json()["errors"][0]["field"]),
            (422, &field.into())
        );
    }
}
