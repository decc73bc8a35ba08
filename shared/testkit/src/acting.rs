//! What a service does in one transaction and in somebody's name: under the role of that service, so that every grant,
//! policy, trigger and function of the schema holds for what tests put in, too.

use crate::World;
use redress_contract::{Event, event};
use redress_kernel::{Actor, ActorId, ClaimId, EventId, Role, Timestamp};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::{BTreeMap, VecDeque};

/// An open transaction of a service. Without [`Acting::commit`] nothing of it stays.
#[derive(Debug)]
pub struct Acting {
    /// Its connection.
    pub db: PgConnection,
    /// In whose name.
    pub actor: ActorId,
}

impl World {
    /// Begins a transaction of a service in an actor's name.
    pub async fn acting(&self, service: &str, actor: &Actor) -> Acting {
        let url = self.db.url(&format!("redress_{service}"));
        let mut db = PgConnection::connect(&url).await.expect("the role signs in");
        let roles: Vec<&str> = actor.roles.iter().map(|role| role.as_str()).collect();
        sqlx::raw_sql("begin").execute(&mut db).await.expect("begins");
        self.db.prove(&mut db, actor.actor_id, &roles.join(",")).await;
        Acting { db, actor: actor.actor_id }
    }

    /// Begins a transaction of a service by itself.
    pub async fn acting_alone(&self, service: &'static str) -> Acting {
        self.acting(service, &Actor::system(service)).await
    }

    /// A service says an event.
    pub async fn say(&self, service: &'static str, said: &Event) {
        let mut acting = self.acting_alone(service).await;
        let (id, now): (EventId, Timestamp) = (self.fresh(), self.clock.clock().now());
        event::append(&mut acting.db, id, said, now)
            .await
            .unwrap_or_else(|fault| panic!("{said:?}: {}", fault.chain()));
        acting.commit().await;
    }

    /// Moves a claim to a stage by the legal moves, the fewest of them, each by the service and in a role that may.
    pub async fn bring(&self, claim: ClaimId, stage: &str) {
        let moves: Vec<(String, String, String, String)> = sqlx::query_as(
            "select from_stage, to_stage, replace(service, 'redress_', ''), roles[1] from shared.stage_move",
        )
        .fetch_all(&mut self.db.superuser().await)
        .await
        .expect("the moves are readable");
        let start = self.stage(claim).await;
        let (mut came_from, mut open) = (BTreeMap::new(), VecDeque::from([start.clone()]));
        while let Some(from) = open.pop_front() {
            for (place, step) in moves.iter().enumerate().filter(|(_, step)| step.0 == from) {
                if step.1 != start && !came_from.contains_key(&step.1) {
                    came_from.insert(step.1.clone(), place);
                    open.push_back(step.1.clone());
                }
            }
        }
        let (mut way, mut at) = (Vec::new(), stage.to_owned());
        while at != start {
            let place = came_from.get(&at).unwrap_or_else(|| panic!("no way {start} to {stage}"));
            way.push(&moves[*place]);
            at.clone_from(&moves[*place].0);
        }
        for (_, to, service, role) in way.into_iter().rev() {
            // Whoever moves it is nobody in particular: the service itself, in the role that the move asks for.
            let mut mover = Actor::system("testkit");
            mover.roles.extend(Role::ALL.into_iter().filter(|known| known.as_str() == role));
            let mut acting = self.acting(service, &mover).await;
            sqlx::query("select shared.advance($1, $2)")
                .bind(claim.0)
                .bind(to)
                .execute(&mut acting.db)
                .await
                .unwrap_or_else(|error| panic!("to {to}: {error}"));
            acting.commit().await;
        }
    }
}

impl Acting {
    /// Puts in a row. Columns that it doesn't name have their defaults.
    pub async fn put(&mut self, table: &str, row: Value) {
        let columns: Vec<&str> = row.as_object().expect("a row").keys().map(|key| &**key).collect();
        let columns = columns.join(", ");
        let sql = format!(
            "insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(row)
            .execute(&mut self.db)
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"));
    }

    /// Writes the audit row, without which no write on a claim commits, and commits.
    pub async fn commit(mut self) {
        sqlx::raw_sql(
            "insert into shared.audit (actor_id, roles, action)
             values (shared.actor_id(), array_to_string(shared.actor_roles(), ','), 'test');
             commit",
        )
        .execute(&mut self.db)
        .await
        .unwrap_or_else(|error| panic!("the transaction commits: {error}"));
    }
}
