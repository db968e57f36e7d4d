//! An attempt becomes a request.

use actions::message::{Attempt, Callback};
use cloud_api_types::{Content as WireContent, Recipient, SendRequest, outbound};
use domain::MessageId;
use domain::contact::{Identifier, IdentifierKind};
use domain::message::Content;

/// A kind of message that cannot be sent yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("messages of kind {0} cannot be sent yet")]
pub struct NotSendable(pub &'static str);

/// The request for `attempt`.
///
/// # Errors
/// [`NotSendable`], when the content has no outbound form.
pub fn encode(attempt: &Attempt) -> Result<SendRequest, NotSendable> {
    let content = match &attempt.content {
        Content::Text(text) => {
            WireContent::Text(outbound::Text { body: text.text.clone(), preview_url: text.preview_url })
        }
        other => return Err(NotSendable(other.kind())),
    };
    Ok(SendRequest {
        recipient: recipient(&attempt.to),
        content,
        context: attempt.reply_to.as_ref().map(|wamid| wamid.0.clone()),
        biz_opaque_callback_data: Some(callback_data(attempt.callback)),
    })
}

fn recipient(identifier: &Identifier) -> Recipient {
    match identifier.kind {
        IdentifierKind::Bsuid | IdentifierKind::Username => Recipient::UserId(identifier.value.clone()),
        IdentifierKind::WaId | IdentifierKind::Phone => {
            Recipient::Phone(identifier.value.trim_start_matches('+').to_owned())
        }
    }
}

/// What travels with the message and comes back in its statuses: `<message id>.<attempt>`.
pub fn callback_data(callback: Callback) -> String {
    format!("{}.{}", callback.message, callback.attempt)
}

/// Reads [`callback_data`] back. `None` for what others have sent along.
pub fn read_callback_data(text: &str) -> Option<Callback> {
    let (message, attempt) = text.split_once('.')?;
    Some(Callback { message: message.parse::<MessageId>().ok()?, attempt: attempt.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c9_our_reference_comes_back_whole_and_others_are_left_alone() {
        let callback =
            Callback { message: MessageId(domain::id::new_uuid(domain::Timestamp::UNIX_EPOCH)), attempt: 3 };
        assert_eq!(read_callback_data(&callback_data(callback)), Some(callback));
        assert_eq!(read_callback_data("order-1"), None);
        assert_eq!(read_callback_data("order.1"), None);
    }
}
