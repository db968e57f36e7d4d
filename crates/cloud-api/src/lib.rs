//! Async client of the WhatsApp Cloud API, and webhook signatures.
