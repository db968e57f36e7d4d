//! Files that Meta's other hosts give out to everybody: codes to scan, profile pictures, Flows.

use super::call::Call;
use super::{Done, Refusal};
use crate::media::{Origin, Stored};
use crate::sim::Sim;

/// The file at such an address, which needs no token; `None` for all other paths.
pub(super) fn get(sim: &Sim, call: &Call) -> Option<Result<Done, Refusal>> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let is_read = matches!(call.method.as_str(), "GET" | "HEAD");
    match segments.as_slice() {
        ["simulated", _code] if is_read => Some(Ok(sample("image/png"))),
        ["v", "simulated.jpg"] if is_read => Some(Ok(sample("image/jpeg"))),
        ["simulated", id, "flow.json"] if is_read => Some(flow(sim, id)),
        _ => None,
    }
}

fn sample(mime_type: &str) -> Done {
    let nobodys = Origin { phone_number_id: String::new(), is_inbound: false };
    Done::file(Stored::sample(mime_type, nobodys, 0).bytes, mime_type)
}

fn flow(sim: &Sim, id: &str) -> Result<Done, Refusal> {
    let json = sim.look(|state| state.flows.get(id).and_then(|flow| flow.json.clone()));
    let json = json.ok_or_else(|| Refusal::gone("There is no such Flow, or it has no JSON yet."))?;
    Ok(Done::file(json.into(), "application/json"))
}
