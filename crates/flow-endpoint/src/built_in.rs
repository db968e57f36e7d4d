//! Rules that need no server.

use domain::flow::{FlowAsk, FlowRule, FlowThen};
use serde_json::json;

use crate::answer::{Answer, Question, acknowledge, finish};

/// By the first rule that fits. Without one, what was filled in ends the form; a first screen cannot be guessed.
pub(crate) fn answer(rules: &[FlowRule], question: &Question) -> Answer {
    let rule = rules.iter().find(|rule| rule.fits(question.ask, question.screen.as_deref()));
    match rule.map(|rule| &rule.then) {
        Some(FlowThen::Screen { screen, data }) => Answer::Say(json!({ "screen": screen, "data": data })),
        Some(FlowThen::Finish { params }) => {
            let mut all = question.data.clone();
            all.extend(params.clone());
            finish(all, question.token.as_deref())
        }
        Some(FlowThen::Acknowledge) => acknowledge(),
        None if question.ask == FlowAsk::DataExchange => {
            finish(question.data.clone(), question.token.as_deref())
        }
        None => Answer::Failed,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;

    fn question(ask: FlowAsk, screen: &str) -> Question {
        let data = Map::from_iter([("size".to_owned(), Value::from("M"))]);
        let token = Some("t".to_owned());
        Question { version: None, ask, screen: Some(screen.to_owned()), data, token }
    }

    #[test]
    fn a7_the_first_rule_that_fits_answers() {
        let screen = |name: &str| FlowThen::Screen { screen: name.to_owned(), data: Map::new() };
        let rules = [
            FlowRule { action: Some(FlowAsk::Init), screen: None, then: screen("A") },
            FlowRule { action: None, screen: Some("A".into()), then: screen("B") },
            FlowRule { action: Some(FlowAsk::Back), screen: None, then: FlowThen::Acknowledge },
        ];
        let shown = |ask, screen: &str| match answer(&rules, &question(ask, screen)) {
            Answer::Say(words) => words,
            other => panic!("{other:?}"),
        };
        assert_eq!(shown(FlowAsk::Init, "A")["screen"], "A");
        assert_eq!(shown(FlowAsk::DataExchange, "A")["screen"], "B");
        assert_eq!(shown(FlowAsk::Back, "B")["data"]["acknowledged"], true);
        assert_eq!(shown(FlowAsk::DataExchange, "B")["screen"], "SUCCESS");
    }

    #[test]
    fn a7_without_a_rule_what_was_filled_in_comes_back_with_the_reply() {
        let Answer::Say(words) = answer(&[], &question(FlowAsk::DataExchange, "A")) else { panic!() };
        let params = &words["data"]["extension_message_response"]["params"];
        assert_eq!(*params, json!({ "size": "M", "flow_token": "t" }));
        assert_eq!(answer(&[], &question(FlowAsk::Init, "A")), Answer::Failed);
    }
}
