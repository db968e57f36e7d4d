//! Files: upload, look, fetch, delete; and uploads in pieces.

use serde_json::json;

use super::access::Access;
use super::call::Call;
use super::{Done, Refusal};
use crate::assets::UploadSession;
use crate::chance;
use crate::clock::Micros;
use crate::media::{Origin, Stored, kind_of};
use crate::sim::Sim;
use crate::state::State;

const MB: usize = 1024 * 1024;
/// What Meta takes, in the order in which it tells so, with the largest size.
const TYPES: [(&str, usize); 18] = [
    ("audio/aac", 16 * MB),
    ("audio/mp4", 16 * MB),
    ("audio/mpeg", 16 * MB),
    ("audio/amr", 16 * MB),
    ("audio/ogg", 16 * MB),
    ("application/vnd.ms-powerpoint", 100 * MB),
    ("application/msword", 100 * MB),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 * MB),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", 100 * MB),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100 * MB),
    ("application/pdf", 100 * MB),
    ("text/plain", 100 * MB),
    ("application/vnd.ms-excel", 100 * MB),
    ("image/jpeg", 5 * MB),
    ("image/png", 5 * MB),
    ("image/webp", 500 * 1024),
    ("video/mp4", 16 * MB),
    ("video/3gpp", 16 * MB),
];

/// `POST /{number}/media`.
pub(super) fn upload(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, now| {
        access.number(state, id).ok_or_else(|| Refusal::no_object("post", id))?;
        access.require_messaging()?;
        super::messages::check_product(&call.params)?;
        let file = call.files.iter().find(|(field, _)| field == "file").map(|(_, file)| file);
        let file = file.ok_or_else(|| Refusal::missing("file"))?;
        let mime_type = file.content_type.as_deref().unwrap_or("application/octet-stream");
        let known = TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind_of(mime_type)));
        let (_, limit) = known.ok_or_else(|| unknown_type(mime_type))?;
        let size = file.bytes.len();
        if size == 0 {
            return Err(Refusal::parameter("Param file must be a file that is not empty."));
        }
        if size > *limit {
            return Err(Refusal::parameter(&format!(
                "Param file must be a file with a size of at most {limit} bytes. Received {size} bytes."
            )));
        }
        let origin = Origin { phone_number_id: id.to_owned(), is_inbound: false };
        let id = state.media.add(Stored::new(mime_type, file.bytes.clone(), origin, now));
        Ok(Done::new(json!({ "id": id })))
    })
}

fn unknown_type(received: &str) -> Refusal {
    let known: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let received: String = received.chars().take(100).collect();
    Refusal::parameter(&format!(
        "Param file must be a file with one of the following types: {}. Received file of type '{received}'.",
        known.join(", ")
    ))
}

/// `GET /{media}`; `None` when there is no such file for this token.
pub(super) fn get(sim: &Sim, call: &Call, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.with(|state, now| {
        let number_id = find(state, access, id, now)?;
        if call.params.text("phone_number_id").is_some_and(|wanted| wanted != number_id) {
            return Some(Err(Refusal::no_object("get", id)));
        }
        let path = state.media.address(id, now);
        let base = call.base(state, LOOKASIDE);
        let file = state.media.get(id, now)?;
        Some(Ok(Done::new(json!({
            "messaging_product": "whatsapp",
            "url": format!("{base}{path}"),
            "mime_type": kind_of(&file.mime_type),
            "sha256": hex::encode(file.sha256()),
            "file_size": file.bytes.len().to_string(),
            "id": id,
        }))))
    })
}

/// Meta's own media host, for a simulator that does not know its own address.
pub(crate) const LOOKASIDE: &str = "https://lookaside.fbsbx.com";

/// `DELETE /{media}`; `None` when there is no such file for this token.
pub(super) fn delete(sim: &Sim, access: &Access, id: &str) -> Option<Result<Done, Refusal>> {
    sim.with(|state, now| {
        find(state, access, id, now)?;
        if !state.settings.forgetful {
            state.media.remove(id);
        }
        Some(Ok(Done::success()))
    })
}

/// The number that a file belongs to, if the token may see it.
fn find(state: &State, access: &Access, id: &str, now: Micros) -> Option<String> {
    let file = state.media.get(id, now)?;
    access.number(state, &file.origin.phone_number_id)?;
    Some(file.origin.phone_number_id.clone())
}

/// `GET /whatsapp_business/attachments/?mid&ext&hash`.
pub(super) fn download(sim: &Sim, call: &Call, access: &Access) -> Result<Done, Refusal> {
    let text = |name: &str| call.params.text(name).unwrap_or_default();
    let (id, hash) = (text("mid"), text("hash"));
    let until = text("ext").parse().unwrap_or_default();
    sim.with(|state, now| {
        let number = state.media.get(&id, now).map(|file| file.origin.phone_number_id.clone());
        let may_see = number.is_some_and(|number| access.number(state, &number).is_some());
        match state.media.at_address(&id, until, &hash, now).filter(|_| may_see) {
            Some(file) => Ok(Done::file(file.bytes.clone(), &file.mime_type)),
            None => {
                Err(Refusal::gone("The address of the media is not valid, or its five minutes are over."))
            }
        }
    })
}

/// `POST /{app}/uploads?file_name&file_length&file_type`.
pub(super) fn begin(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    const TAKEN: [&str; 5] = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"];
    let text = |name: &str| call.params.text(name).filter(|text| !text.is_empty());
    if access.app_id != id && id != "app" {
        return Err(Refusal::no_object("post", id));
    }
    let length = text("file_length").ok_or_else(|| Refusal::missing("file_length"))?;
    let length: u64 =
        length.parse().map_err(|_| Refusal::parameter("Param file_length must be an integer."))?;
    let mime_type = text("file_type").ok_or_else(|| Refusal::missing("file_type"))?;
    if !TAKEN.contains(&mime_type.as_str()) {
        return Err(Refusal::parameter(&format!("Param file_type must be one of {{{}}}.", TAKEN.join(", "))));
    }
    let session = format!("upload:MTph{}", chance::hex_id());
    let upload = UploadSession {
        app_id: access.app_id.clone(),
        length,
        received: 0,
        handle: format!("4::aW{}:ARZ{}", chance::hex_id(), chance::hex_id()),
    };
    sim.with(|state, _| state.uploads.insert(session.clone(), upload));
    Ok(Done::new(json!({ "id": format!("{session}?sig=ARY{}", chance::decimal_id()) })))
}

/// `POST` and `GET /upload:…`.
pub(super) fn continued(sim: &Sim, call: &Call, access: &Access, id: &str) -> Result<Done, Refusal> {
    sim.with(|state, _| {
        let session = state.uploads.get_mut(id).filter(|session| session.app_id == access.app_id);
        let session = session.ok_or_else(|| Refusal::no_object(call.method.as_str(), id))?;
        if call.method != http::Method::POST {
            return Ok(Done::new(json!({ "id": id, "file_offset": session.received })));
        }
        if call.file_offset.unwrap_or(0) != session.received {
            return Err(Refusal::parameter(&format!(
                "Param file_offset must be {}: that many bytes were received.",
                session.received
            )));
        }
        if session.received + call.raw.len() as u64 > session.length {
            return Err(Refusal::parameter("The file is longer than file_length."));
        }
        session.received += call.raw.len() as u64;
        if session.received < session.length {
            return Ok(Done::new(json!({ "id": id, "file_offset": session.received })));
        }
        Ok(Done::new(json!({ "h": session.handle })))
    })
}

/// Whether a handle came from a whole upload to this simulator.
pub(super) fn is_handle(state: &State, handle: &str) -> bool {
    state.uploads.values().any(|it| it.received == it.length && it.handle == handle)
}
