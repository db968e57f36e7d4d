//! Strict mode: what Meta lets pass, though its documents say otherwise, is refused.
//!
//! Each rule has its line in the table of `docs/reference/simulator.md`; a test holds the two together.

mod message;
mod rules;
mod shape;

use super::Refusal;
use super::call::Call;
use crate::sim::Sim;
use crate::state::State;

/// A rule: its name, and what is wrong with a call, if anything is.
type Rule = (&'static str, fn(&State, &Call) -> Option<String>);

/// In the order in which they are checked.
const RULES: [Rule; 15] = [
    ("https", rules::https),
    ("version", rules::version),
    ("path", rules::path),
    ("content_type", rules::content_type),
    ("json_in_form", rules::json_in_form),
    ("read_method", rules::read_method),
    ("nulls", rules::nulls),
    ("media_type", rules::media_type),
    ("callback", rules::callback),
    ("letter_case", message::letter_case),
    ("types", message::types),
    ("recipient_type", message::recipient_type),
    ("type", message::kind),
    ("to", message::to),
    ("keys", message::keys),
];

/// Refuses a call for the first rule that it breaks, when the setting `strict` is on.
pub(super) fn check(sim: &Sim, call: &Call) -> Result<(), Refusal> {
    if call.unreadable.is_some() {
        return Ok(());
    }
    sim.look(|state| {
        if !state.settings.strict {
            return Ok(());
        }
        let broken = RULES.iter().find_map(|(name, wrong)| Some((name, wrong(state, call)?)));
        broken.map_or(Ok(()), |(name, what)| Err(Refusal::strict(name, &what)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_every_strict_rule_is_documented_and_every_documented_rule_exists() {
        let page = include_str!("../../../../../docs/reference/simulator.md");
        let section = page.split("## Strict mode").nth(1).unwrap().split("\n## ").next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let documented: Vec<&str> = rows.collect();
        assert_eq!(documented, RULES.map(|(name, _)| name));
    }
}
