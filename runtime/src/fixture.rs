//! Fixtures: placeholder until the format stands.
