//! Where files are kept: a folder or S3, with what has to be known of them before they are.
//!
//! Bytes come into a spool file first, hashed and counted as they come; only then is it known whether they are
//! what they should be, and where they belong: a file's place is made of its workspace and its hash, so that the
//! same file is kept once. Nothing is ever written without a row that says so before (`storage::media_blobs`),
//! and nothing is removed while a row may refer to it.
//!
//! | room | what is in it |
//! |---|---|
//! | [`store`] | the folder or bucket: put, read, remove |
//! | [`spool`] | files on their way in, hashed and counted |
//! | [`partial`] | files that come piece by piece, over several requests |
//! | [`keep`](mod@keep) | from the spool into the store, with a small picture; and out again when nobody refers to it |
//! | [`sniff`] | what kind of file the bytes are, whatever they are called |
//! | [`picture`] | small pictures of images, within limits |
//! | [`voice`] | recordings of browsers, packed as WhatsApp wants them |

pub mod keep;
pub mod partial;
pub mod picture;
pub mod sniff;
pub mod spool;
pub mod store;
pub mod voice;

pub use keep::{ToKeep, keep};
pub use spool::{Spool, Spooled};
pub use store::{Error, MediaStore, Place, Reading, S3};
