//! Where a tap on the message itself leads, and under which title.

use domain::media::check_link;

use super::fit::{count, needs_text};
use super::misfit::{FORMAT, MISSING, Misfit, Spot, VALUE};

const KIND: &str = "tap_target_configuration";

/// One parameter, with at least one address and title.
pub(super) fn check(spot: &Spot<'_>) -> Result<(), Misfit> {
    let given = spot.items("parameters");
    let parameter = match given.as_slice() {
        [one] if one.kind() == KIND => one,
        [one] => {
            let received = one.kind().to_ascii_uppercase();
            let message =
                format!("Format mismatch, expected {}, received {received}", KIND.to_ascii_uppercase());
            return Err(one.wrong("type", FORMAT, message));
        }
        _ => return Err(count(spot, given.len(), 1)),
    };
    let targets = parameter.items(KIND);
    if targets.is_empty() {
        return Err(parameter.wrong(KIND, MISSING, "an address and a title are missing"));
    }
    for target in &targets {
        needs_text(target, "title")?;
        let url = needs_text(target, "url")?;
        check_link(url).map_err(|rule| target.wrong("url", VALUE, rule.to_string()))?;
    }
    Ok(())
}
