//! The service as its providers meet it: `fieldwright send` plays deliveries to it over real HTTP.

mod deliveries;
mod kill;
mod service;
