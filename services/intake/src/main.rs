//! The intake service by itself.
fn main() -> std::process::ExitCode {
    redress_runtime::boot::main::<redress_intake::Intake>()
}
