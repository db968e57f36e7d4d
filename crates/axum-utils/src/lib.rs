//! HTTP without a domain verb: problems, pages, cursors, time-outs.

pub mod serve;
