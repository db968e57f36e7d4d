//! Links that open the chat with a text in the composer.

use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem};
use domain::PhoneNumberId;
use domain::profile::{QR_TEXT_LIMIT, QrCode, QrImage};
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::paging::Items;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::text::check_length;

/// A number's QR codes
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/qr-codes", operation_id = "list_qr_codes",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)),
    responses((status = 200, body = Items<QrCode>), Refusals))]
pub(crate) async fn list_qr_codes(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<Items<QrCode>>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Look).await?;
    let codes = state.provider().qr_codes(&reached.access).await;
    codes.map(|items| Json(Items { items })).map_err(|error| refusal::provider(&error))
}

/// What a QR code is made from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewQrCode {
    /// 1 to 140 characters.
    prefilled_message: String,
    /// The format of the picture; PNG without it.
    #[serde(default)]
    image: QrImage,
}

fn check(text: &str) -> Result<(), Problem> {
    let mut fields = Fields::default();
    check_length(&mut fields, "prefilled_message", text, 1, QR_TEXT_LIMIT);
    fields.finish()
}

/// Make a QR code
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/qr-codes", operation_id = "create_qr_code",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = NewQrCode,
    responses((status = 201, body = QrCode), Refusals))]
pub(crate) async fn create_qr_code(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(given): Json<NewQrCode>,
) -> Result<(StatusCode, Json<QrCode>), Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    check(&given.prefilled_message)?;
    let made = state.provider().create_qr_code(&reached.access, &given.prefilled_message, given.image).await;
    made.map(|code| (StatusCode::CREATED, Json(code))).map_err(|error| refusal::provider(&error))
}

/// Codes are letters and digits: anything else is none.
fn find(code: &str) -> Result<(), Problem> {
    let is_code = (1..=64).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_code { Ok(()) } else { Err(Problem::not_found("QR code")) }
}

/// What to change of a QR code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QrCodePatch {
    /// 1 to 140 characters.
    prefilled_message: String,
}

/// Change the text of a QR code
///
/// Codes that are printed already open the chat with the new text.
#[utoipa::path(patch, path = "/v1/phone-numbers/{id}/qr-codes/{code}", operation_id = "update_qr_code",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path), ("code" = String, Path)),
    request_body = QrCodePatch, responses((status = 200, body = QrCode), Refusals))]
pub(crate) async fn update_qr_code(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, code)): Path<(PhoneNumberId, String)>,
    Json(given): Json<QrCodePatch>,
) -> Result<Json<QrCode>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    find(&code)?;
    check(&given.prefilled_message)?;
    let changed = state.provider().change_qr_code(&reached.access, &code, &given.prefilled_message).await;
    changed.map(Json).map_err(|error| refusal::provider(&error))
}

/// Remove a QR code
#[utoipa::path(delete, path = "/v1/phone-numbers/{id}/qr-codes/{code}", operation_id = "delete_qr_code",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path), ("code" = String, Path)),
    responses((status = 204), Refusals))]
pub(crate) async fn delete_qr_code(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, code)): Path<(PhoneNumberId, String)>,
) -> Result<StatusCode, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    find(&code)?;
    let done = state.provider().delete_qr_code(&reached.access, &code).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| refusal::provider(&error))
}
