//! A service that receives the webhooks of Rapyd, Truemed and AndDone.
//!
//! ```text
//! request ─► extractor: verified, decoded, judged ─► store: kept, unless it is there already ─► acknowledged
//!                                                      │
//!                                                      └─► worker: each delivery once, in the order of arrival
//! ```
//!
//! A delivery is on the disk before it is acknowledged, and worked on afterwards. Whatever was acknowledged and not yet
//! worked on when the service stopped, or was killed, is worked on when it starts again.

mod config;
mod routes;
mod store;
mod work;

pub use config::{Config, ConfigError, Variables};
pub use routes::router;
pub use store::{Delivery, Kept, Store, StoreError};
pub use work::Worker;
