//! Signing in by itself: the one program beside the all-in-one that can make a session.

fn main() -> std::process::ExitCode {
    redress_runtime::boot::main::<redress_web::sign_in::SignIn>()
}
