//! Whom a number does not hear.

use axum::extract::State;
use axum_utils::cursor::Page;
use axum_utils::{Fields, Json, Path, Problem, Query};
use domain::contact::{Contact, Identifier, IdentifierKind};
use domain::message::MessageError;
use domain::phone::Phone;
use domain::profile::{BLOCKS_LIMIT, BlockOutcome, BlockedPerson};
use domain::{ContactId, PhoneNumberId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::paging::Items;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::text::check_count;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// The `next_cursor` of the page before: the provider's own.
    cursor: Option<String>,
}

/// A number's blocked people
///
/// As the provider has them.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/blocked-contacts", operation_id = "list_blocked_contacts",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path), Which),
    responses((status = 200, body = Page<BlockedPerson>), Refusals))]
pub(crate) async fn list_blocked_contacts(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Query(which): Query<Which>,
) -> Result<Json<Page<BlockedPerson>>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Look).await?;
    let blocked = state.provider().blocked(&reached.access, which.cursor.as_deref()).await;
    let (items, next_cursor) = blocked.map_err(|error| refusal::provider(&error))?;
    let items = recognise(&state, caller.workspace(), items).await?;
    Ok(Json(Page { items, next_cursor }))
}

/// Finds the contacts behind the provider's ids.
async fn recognise(
    state: &ApiState,
    workspace: WorkspaceId,
    mut people: Vec<BlockedPerson>,
) -> Result<Vec<BlockedPerson>, Problem> {
    let find = move |tx: &mut storage::Tx<'_>| {
        for person in &mut people {
            for (kind, id) in
                [(IdentifierKind::WaId, &person.wa_id), (IdentifierKind::Bsuid, &person.user_id)]
            {
                let Some(id) = id.as_ref().filter(|_| person.contact_id.is_none()) else { continue };
                let identifier = Identifier::new(kind, id);
                person.contact_id = tx.contacts().find_by_identifier(workspace, &identifier)?.map(|it| it.id);
            }
        }
        Ok(people)
    };
    state.store().read(workspace, find).await.map_err(|error: storage::Error| refusal::storage(&error))
}

/// People, by contact or by phone number. At most 100 in all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    #[serde(default)]
    contact_ids: Vec<ContactId>,
    /// With the country code: `+4915112345678`.
    #[serde(default)]
    phones: Vec<String>,
}

/// What became of one person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Outcome {
    /// Absent when the person was named by phone.
    contact_id: Option<ContactId>,
    /// The phone number or user id that the provider was given.
    input: Option<String>,
    ok: bool,
    /// Why not.
    error: Option<MessageError>,
}

/// Block people
///
/// Only who wrote to the number within 24 hours can be blocked. The answer tells what became of each, in the order in
/// which they were named: contacts first.
#[utoipa::path(post, path = "/v1/phone-numbers/{id}/blocked-contacts", operation_id = "block_contacts",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = People,
    responses((status = 200, body = Items<Outcome>), Refusals))]
pub(crate) async fn block_contacts(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(people): Json<People>,
) -> Result<Json<Items<Outcome>>, Problem> {
    change(&state, &caller, id, people, true).await
}

/// Let people write again
///
/// The answer tells what became of each, in the order in which they were named: contacts first.
#[utoipa::path(delete, path = "/v1/phone-numbers/{id}/blocked-contacts", operation_id = "unblock_contacts",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = People,
    responses((status = 200, body = Items<Outcome>), Refusals))]
pub(crate) async fn unblock_contacts(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(people): Json<People>,
) -> Result<Json<Items<Outcome>>, Problem> {
    change(&state, &caller, id, people, false).await
}

async fn change(
    state: &ApiState,
    caller: &Caller,
    id: PhoneNumberId,
    people: People,
    block: bool,
) -> Result<Json<Items<Outcome>>, Problem> {
    let reached = reach::number(state, caller, id, Purpose::Change).await?;
    let named = name_all(state, caller.workspace(), people).await?;
    let inputs: Vec<String> = named.iter().filter_map(|(_, input)| input.clone()).collect();
    let mut outcomes = Vec::new().into_iter();
    if !inputs.is_empty() {
        let changed = state.provider().change_blocks(&reached.access, &inputs, block).await;
        outcomes = changed.map_err(|error| refusal::provider(&error))?.into_iter();
    }
    let items = named.into_iter().map(|(contact_id, input)| match input.and_then(|_| outcomes.next()) {
        Some(BlockOutcome { input, ok, error }) => Outcome { contact_id, input: Some(input), ok, error },
        None => Outcome { contact_id, input: None, ok: false, error: Some(nameless()) },
    });
    Ok(Json(Items { items: items.collect() }))
}

type Named = (Option<ContactId>, Option<String>);

/// How the provider knows each of them.
async fn name_all(state: &ApiState, workspace: WorkspaceId, people: People) -> Result<Vec<Named>, Problem> {
    let mut fields = Fields::default();
    let count = people.contact_ids.len() + people.phones.len();
    check_count(&mut fields, "contact_ids", count, BLOCKS_LIMIT);
    fields.require(count > 0, "contact_ids", "name at least one person");
    let mut phones: Vec<Named> = Vec::new();
    for (i, phone) in people.phones.iter().enumerate() {
        let phone = fields.check(&format!("phones[{i}]"), Phone::parse(phone));
        phones.push((None, phone.map(|phone| phone.as_str().to_owned())));
    }
    let ids = people.contact_ids;
    let find = move |tx: &mut storage::Tx<'_>| {
        let mut found = Vec::new();
        for id in ids {
            found.push((id, tx.contacts().lookup(workspace, id)?));
        }
        Ok(found)
    };
    let found = state.store().read(workspace, find).await;
    let mut named: Vec<Named> = Vec::new();
    for (i, (id, contact)) in found.map_err(|e: storage::Error| refusal::storage(&e))?.into_iter().enumerate()
    {
        fields.require(contact.is_some(), &format!("contact_ids[{i}]"), "there is no such contact");
        named.push((Some(id), contact.as_ref().and_then(input_of)));
    }
    fields.finish()?;
    named.append(&mut phones);
    Ok(named)
}

fn input_of(contact: &Contact) -> Option<String> {
    let by = |kind| contact.identifiers.iter().find(|it| it.kind == kind).map(|it| it.value.clone());
    by(IdentifierKind::Phone)
        .or_else(|| by(IdentifierKind::WaId).map(|digits| format!("+{digits}")))
        .or_else(|| by(IdentifierKind::Bsuid))
}

fn nameless() -> MessageError {
    MessageError {
        code: None,
        title: "Neither phone number nor user id of this contact is known".to_owned(),
        detail: None,
        remedy: "Wait until they write".to_owned(),
    }
}
