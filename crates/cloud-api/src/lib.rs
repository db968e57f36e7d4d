//! Async client of the WhatsApp Cloud API, and webhook signatures.
//!
//! | room | what is in it |
//! |---|---|
//! | [`http`] | the one place where HTTP clients are built |
//! | [`Client`] | the calls |
//! | [`Error`] | refused, never sent, or unanswered: the difference between "may be repeated" and "may not" |
//! | [`RetryPolicy`] | what a client does again by itself, and when |
//! | [`pages`], [`BatchCall`] | lists to their end; several calls in one |
//! | [`signature`] | proof that a webhook comes from Meta |

#![warn(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod client;
mod error;
pub mod http;
mod retry;
pub mod signature;
mod token;

pub use client::{
    AnalyticsFilters, BATCH_LIMIT, BatchAnswer, BatchCall, BlockUser, Client, Download, InvalidAuthHeader,
    InvalidBaseUrl, MediaError, Upload, pages,
};
pub use error::{ApiError, Error, NotSent, Unanswered};
pub use retry::RetryPolicy;
pub use token::AccessToken;
