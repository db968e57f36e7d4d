//! Shows a contact.

use axum::extract::State;
use axum_utils::{Json, Path, Problem};
use domain::ContactId;
use domain::contact::Contact;

use crate::caller::Caller;
use crate::refusal;
use crate::state::ApiState;

/// A contact
#[utoipa::path(get, path = "/v1/contacts/{id}", operation_id = "get_contact", tag = "contacts",
    params(("id" = ContactId, Path)),
    responses(
        (status = 200, body = Contact),
        (status = 404, description = "`not_found`", body = axum_utils::ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn get_contact(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<ContactId>,
) -> Result<Json<Contact>, Problem> {
    let workspace = caller.workspace();
    let found = state.store().read(workspace, move |tx| tx.contacts().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.map(Json).ok_or_else(|| Problem::not_found("contact"))
}
