//! The ledger service by itself: `redress-ledger [--config FILE]`.

fn main() -> std::process::ExitCode {
    redress_runtime::boot::main::<redress_ledger::Ledger>()
}
