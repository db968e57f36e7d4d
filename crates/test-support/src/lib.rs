//! A whole Waypost with its simulator in a test, and a throw-away PostgreSQL.
