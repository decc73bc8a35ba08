pub mod abroad;
mod answer_exchange;
mod prepare_exchange;
