//! HTTP without a domain verb: problems, pages, cursors, time-outs.
