//! The web console, embedded precompressed.
