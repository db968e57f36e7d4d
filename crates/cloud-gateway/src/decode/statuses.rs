//! How far our messages have come, what they cost, how their payments went.

use actions::message::StatusReport;
use cloud_api_types::WebhookError;
use cloud_api_types::status::{DeliveryStatus, Payment as WirePayment, Status};
use domain::message::{MessageError, MessageStatus};
use domain::report::{BilledConversation, Billing, Payment, Report};
use domain::{Timestamp, Wamid};

use super::{UpdateKind, clean, person, time};
use crate::encode::read_callback_data;
use crate::errors;

pub(super) fn decode(status: &Status, received_at: Timestamp) -> UpdateKind {
    let wamid = Wamid::from(status.id.as_str());
    let at = time(status.timestamp, received_at);
    let Some(reached) = reached(status) else {
        let report = Report {
            kind: clean(status.kind.as_deref().unwrap_or("status")),
            status: clean(status.status.as_str()),
            at,
            payment: status.payment.as_ref().map(payment),
        };
        return UpdateKind::Report { wamid, report, else_told: None };
    };
    UpdateKind::Status(Box::new(StatusReport {
        wamid,
        status: reached,
        at,
        error: error(&status.errors),
        callback: status.biz_opaque_callback_data.as_deref().and_then(read_callback_data),
        billing: billing(status, reached),
        participant: participant(status),
    }))
}

/// `None` for news that is no step of a message's way.
fn reached(status: &Status) -> Option<MessageStatus> {
    match &status.status {
        _ if status.kind.is_some() => None,
        DeliveryStatus::Sent => Some(MessageStatus::Sent),
        DeliveryStatus::Delivered => Some(MessageStatus::Delivered),
        DeliveryStatus::Read => Some(MessageStatus::Read),
        DeliveryStatus::Played => Some(MessageStatus::Played),
        DeliveryStatus::Failed => Some(MessageStatus::Failed),
        DeliveryStatus::Unknown(_) => None,
    }
}

/// The first error with what the others add to it.
pub(super) fn error(all: &[WebhookError]) -> Option<MessageError> {
    let (first, others) = all.split_first()?;
    let mut error = errors::of_status(first);
    for other in others.iter().map(errors::of_status) {
        let said = format!("{} ({})", other.title, other.code.unwrap_or_default());
        error.detail = Some(error.detail.map_or(said.clone(), |detail| format!("{detail}; {said}")));
    }
    Some(error)
}

fn billing(status: &Status, told_with: MessageStatus) -> Option<Billing> {
    let pricing = status.pricing.as_ref();
    let conversation = status.conversation.as_ref().map(|c| BilledConversation {
        id: c.id.as_deref().map(clean),
        category: c.origin.as_ref().map(|origin| clean(origin.category.as_str())),
        expires_at: c.expiration_timestamp.map(Timestamp::from_seconds),
    });
    let template_id = status.template_id.as_deref().map(clean);
    (pricing.is_some() || conversation.is_some() || template_id.is_some()).then(|| Billing {
        category: pricing.and_then(|p| p.category.as_ref()).map(|c| clean(c.as_str())),
        kind: pricing.and_then(|p| p.kind.as_ref()).map(|k| clean(k.as_str())),
        billable: pricing.and_then(|p| p.billable),
        model: pricing.and_then(|p| p.pricing_model.as_deref()).map(clean),
        told_with: Some(told_with),
        conversation,
        template_id,
    })
}

/// Whom of a group it is about.
fn participant(status: &Status) -> Vec<domain::contact::Identifier> {
    let mut who = person::of_wa_id(status.recipient_participant_id.as_deref());
    who.extend(person::of_user_id(status.recipient_participant_user_id.as_deref()));
    who
}

fn payment(payment: &WirePayment) -> Payment {
    Payment {
        reference_id: payment.reference_id.as_deref().map(clean),
        value: payment.amount.as_ref().and_then(|a| a.value),
        offset: payment.amount.as_ref().and_then(|a| a.offset),
        currency: payment.currency.as_deref().map(clean),
        transaction: payment.transaction.clone(),
    }
}
