//! Each action through HTTP, in the role of the service.
