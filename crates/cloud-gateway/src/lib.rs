//! The translator between our vocabulary and Meta's.
