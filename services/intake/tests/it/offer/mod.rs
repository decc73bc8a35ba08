//! The answer to an offer, and its payment.

mod accept_offer;
mod award_settled;
mod decline_offer;
