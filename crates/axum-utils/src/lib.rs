//! HTTP without a domain verb: problems, pages, cursors, time-outs.
//!
//! | room | what is in it |
//! |---|---|
//! | [`serve`](mod@serve) | the server itself, with a limit on every wait |
//! | [`stack`] | the layers that every answer passes, in their order |
//! | [`problem`] | refusals and failures as RFC 9457 problems |
//! | [`extract`] | JSON, query and path, refusing with the field that is wrong |
//! | [`cursor`] | pages and the cursors between them |
//! | [`session`] | the session token in a cookie or after `Bearer` |
//! | [`same_origin`] | requests that another site made the browser send |
//! | [`idempotency`] | the `Idempotency-Key` header |
//! | [`rate_limit`] | how often something may be done |
//! | [`observe`] | request ids, the access log, metrics |
//! | [`security_headers`] | headers that tell browsers to be careful |
//! | [`completion`] | changes end, even when the client goes away |

pub mod completion;
pub mod cursor;
pub mod extract;
pub mod idempotency;
pub mod observe;
pub mod problem;
pub mod rate_limit;
pub mod same_origin;
pub mod security_headers;
pub mod serve;
pub mod session;
pub mod stack;

pub use extract::{Json, Path, Query};
pub use problem::{Fields, Problem, ProblemBody};
