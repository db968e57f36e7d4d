//! SQLite and PostgreSQL behind one store. The only crate with SQL.
