//! The webhook door: verify the raw bytes, journal them, answer 200.
