//! Whole stories over all services, and the rules of the house.

mod house;
mod journeys;
