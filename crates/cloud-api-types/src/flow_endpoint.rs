//! What Flows ask a data endpoint, and what it may answer.

use serde_json::Value;

use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// The body of a call: encrypted, three texts in base64.
    pub struct EndpointCall {
        encrypted_flow_data: Option<String>,
        /// An AES key of 128 bits under the business's public key: RSA-OAEP, SHA-256.
        encrypted_aes_key: Option<String>,
        /// 16 bytes.
        initial_vector: Option<String>,
    }
    /// What was encrypted.
    pub struct EndpointQuestion {
        /// `3.0`.
        version: Option<String>,
        action: Option<EndpointAction>,
        screen: Option<String>,
        /// What was filled in; with `error` in it, what went wrong on the phone.
        data: Option<Value>,
        flow_token: Option<String>,
        flow_token_signature: Option<String>,
    }
}

wire_enum! {
    /// Why a Flow asks.
    pub enum EndpointAction {
        Ping = "ping",
        Init = "INIT",
        DataExchange = "data_exchange",
        Back = "BACK",
        Navigate = "navigate",
    }
}

/// The request cannot be decrypted: the phone fetches the public key again.
pub const STATUS_NOT_DECRYPTED: u16 = 421;
/// The `flow_token` is not valid any more: the message's button is taken out of use.
pub const STATUS_TOKEN_INVALID: u16 = 427;
/// The signature is wrong.
pub const STATUS_NOT_SIGNED: u16 = 432;
