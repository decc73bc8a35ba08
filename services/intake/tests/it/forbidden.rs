//! Whoever may not is refused before a form is read.

use crate::story::Story;
use redress_kernel::Role;

#[tokio::test]
async fn a_form_is_not_read_for_a_person_without_the_role() {
    let story = Story::begin().await;
    let paul = story.world.person("panel.paul", &[Role::PanelMember]).await;
    let router = include_str!("../../src/pages/mod.rs");
    let tried = story.app.forbids_forms(&paul, router, &[("{key}", "role")], &[]).await;
    assert!(tried > 9, "{tried}");
}
