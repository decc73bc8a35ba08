//! The eligibility service by itself.

fn main() -> std::process::ExitCode {
    redress_runtime::boot::main::<redress_eligibility::Eligibility>()
}
