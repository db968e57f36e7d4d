//! A person fills in a Flow: screen by screen, with the endpoint where it has one, until the answer goes out.

use serde_json::{Value, json};

use super::check::entry_screen;
use super::endpoint::{Endpoint, Trouble, ask};
use super::health;
use crate::assets::Flow;
use crate::chance;
use crate::phones::{self, ChatKey, Typed};
use crate::sim::Sim;
use crate::state::State;

/// Flows that are open on phones at a time.
const OPEN: usize = 1000;

/// A Flow that is open on a phone.
#[derive(Debug, Clone)]
pub(crate) struct Filling {
    key: ChatKey,
    wamid: String,
    flow_id: String,
    token: String,
    /// As it was fetched when the Flow was opened.
    endpoint: Option<Endpoint>,
    screen: String,
    data: Value,
    /// Screens to go back to.
    past: Vec<(String, Value)>,
}

/// What the phone does next.
#[derive(Debug)]
pub(crate) enum Act {
    /// To another screen, on the phone alone.
    Navigate {
        screen: String,
    },
    /// To the endpoint.
    Exchange,
    Back,
    Complete,
}

/// Why a phone cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stuck {
    #[error("{0}")]
    Wrong(String),
    #[error("{0}")]
    Endpoint(#[from] Trouble),
}

fn wrong<T>(text: impl Into<String>) -> Result<T, Stuck> {
    Err(Stuck::Wrong(text.into()))
}

/// What a message says about its Flow.
struct Asked {
    flow: Option<String>,
    name: Option<String>,
    token: String,
    is_exchange: bool,
    screen: Option<String>,
    data: Value,
}

/// Opens the Flow of a message on a phone; gives back what is shown.
pub(crate) async fn open(sim: &Sim, key: ChatKey, wamid: String) -> Result<Value, Stuck> {
    let (mut filling, is_exchange) = sim.with(|state, _| begin(state, key, wamid))?;
    if is_exchange {
        let payload = json!({ "version": "3.0", "action": "INIT", "flow_token": filling.token });
        let answer = exchange(sim, &mut filling, payload).await?;
        (filling.screen, filling.data) = next_screen(sim, &mut filling, &answer).await?;
    }
    let id = chance::decimal_id();
    Ok(sim.with(|state, _| {
        if state.fillings.len() >= OPEN {
            state.fillings.pop_first();
        }
        let shown = shown(state, &id, &filling);
        state.fillings.insert(id, filling);
        shown
    }))
}

/// The phone goes on.
pub(crate) async fn act(sim: &Sim, customer: &str, id: &str, act: Act, data: Value) -> Result<Value, Stuck> {
    let filling =
        sim.with(|state, _| state.fillings.get(id).filter(|it| it.key.customer == customer).cloned());
    let Some(mut filling) = filling else { return wrong("no such Flow is open on this phone") };
    let before = (filling.screen.clone(), filling.data.clone());
    match act {
        Act::Navigate { screen } => {
            let is_there = sim.look(|state| screen_of(state, &filling.flow_id, &screen).is_some());
            if !is_there {
                return wrong(format!("the Flow has no screen {screen}"));
            }
            filling.past.push(before);
            (filling.screen, filling.data) = (screen, data);
        }
        Act::Exchange => {
            let payload = json!({ "version": "3.0", "action": "data_exchange", "screen": filling.screen, "data": data,
                                  "flow_token": filling.token });
            let answer = exchange(sim, &mut filling, payload).await?;
            if answer.get("screen").is_some_and(|it| it == "SUCCESS") {
                let params = answer.pointer("/data/extension_message_response/params").cloned();
                return sim
                    .change(|state, now| complete(state, id, &filling, params.unwrap_or(json!({})), now));
            }
            filling.past.push(before);
            (filling.screen, filling.data) = next_screen(sim, &mut filling, &answer).await?;
        }
        Act::Back => {
            let Some((screen, data)) = filling.past.pop() else {
                return wrong("there is no screen before this one");
            };
            let is_asked = sim.look(|state| {
                let screen = screen_of(state, &filling.flow_id, &filling.screen);
                screen.is_some_and(|it| it.get("refresh_on_back").is_some_and(|it| it == true))
            });
            if is_asked {
                let payload = json!({ "version": "3.0", "action": "BACK", "screen": filling.screen,
                                      "flow_token": filling.token });
                let answer = exchange(sim, &mut filling, payload).await?;
                (filling.screen, filling.data) = next_screen(sim, &mut filling, &answer).await?;
            } else {
                (filling.screen, filling.data) = (screen, data);
            }
        }
        Act::Complete => {
            let is_last = sim.look(|state| {
                let screen = screen_of(state, &filling.flow_id, &filling.screen);
                screen.is_none_or(|it| it.get("terminal").is_some_and(|it| it == true))
            });
            if !is_last {
                return wrong(format!("{} is no terminal screen", filling.screen));
            }
            return sim.change(|state, now| complete(state, id, &filling, data, now));
        }
    }
    filling.past.truncate(100);
    Ok(sim.with(|state, _| {
        let shown = shown(state, id, &filling);
        state.fillings.insert(id.to_owned(), filling);
        shown
    }))
}

fn begin(state: &mut State, key: ChatKey, wamid: String) -> Result<(Filling, bool), Stuck> {
    let message =
        state.message(&wamid).filter(|(place, message)| **place == key && message.outgoing.is_some());
    let Some((_, message)) = message else {
        return wrong("there is no such message of the business in this chat");
    };
    if message.body.get("flow_disabled").is_some() {
        return wrong("the button of this message is disabled: its flow token was refused");
    }
    let number = state.numbers.get(&key.phone_number_id);
    let waba_id = number.map(|number| number.waba_id.clone()).unwrap_or_default();
    let Some(asked) = asked(state, &waba_id, &message.body) else { return wrong("the message has no Flow") };
    let found = state.flows.iter().find(|(id, flow)| {
        flow.waba_id == waba_id
            && (asked.flow.as_ref() == Some(*id) || asked.name.as_ref() == Some(&flow.name))
    });
    let Some((flow_id, flow)) = found else { return wrong("there is no such Flow") };
    if !["PUBLISHED", "THROTTLED", "DRAFT"].contains(&flow.status.as_str()) {
        return wrong(format!("the Flow is {}", flow.status));
    }
    let whole: Option<Value> = flow.json.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let entry =
        whole.as_ref().and_then(entry_screen).and_then(|it| it.get("id")?.as_str()).unwrap_or("FIRST");
    let screen = asked.screen.unwrap_or_else(|| entry.to_owned());
    let endpoint = endpoint_of(state, flow, Some(&key.phone_number_id));
    let flow_id = flow_id.clone();
    let filling = Filling {
        key,
        wamid,
        flow_id,
        token: asked.token,
        endpoint,
        screen,
        data: asked.data,
        past: Vec::new(),
    };
    Ok((filling, asked.is_exchange))
}

fn asked(state: &State, waba_id: &str, body: &Value) -> Option<Asked> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if let Some(parameters) = body.pointer("/interactive/action/parameters") {
        let payload = parameters.get("flow_action_payload").cloned().unwrap_or_default();
        return Some(Asked {
            flow: text(parameters, "flow_id"),
            name: text(parameters, "flow_name"),
            token: text(parameters, "flow_token").unwrap_or_else(|| "unused".to_owned()),
            is_exchange: parameters.get("flow_action").is_some_and(|it| it == "data_exchange"),
            screen: text(&payload, "screen"),
            data: payload.get("data").cloned().unwrap_or_else(|| json!({})),
        });
    }
    let (index, button) =
        phones::template_buttons(state, waba_id, body).into_iter().enumerate().find(|(_, button)| {
            button.get("type").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case("FLOW"))
        })?;
    let action = phones::button_parameter(body, index, "action").unwrap_or_default();
    Some(Asked {
        flow: text(&button, "flow_id"),
        name: text(&button, "flow_name"),
        token: text(&action, "flow_token").unwrap_or_else(|| "unused".to_owned()),
        is_exchange: button
            .get("flow_action")
            .and_then(Value::as_str)
            .is_some_and(|it| it.eq_ignore_ascii_case("data_exchange")),
        screen: text(&button, "navigate_screen"),
        data: action.get("flow_action_data").cloned().unwrap_or_else(|| json!({})),
    })
}

/// Where a Flow's endpoint is, with the key of a number of its account and the secret of its app.
pub(crate) fn endpoint_of(state: &State, flow: &Flow, number: Option<&str>) -> Option<Endpoint> {
    let waba = state.wabas.get(&flow.waba_id)?;
    let key_of = |id: &str| state.numbers.get(id).and_then(|number| number.desk.public_key.clone());
    let key = match number {
        Some(number) => key_of(number),
        None => waba.number_ids.iter().find_map(|id| key_of(id)),
    };
    let app = flow.application_id.as_ref().or_else(|| waba.subscribed.first().map(|(app, _)| app));
    let app = app.and_then(|app| state.apps.get(app)).or_else(|| state.apps.values().next())?;
    Some(Endpoint { url: flow.endpoint_uri.clone()?, key: key?, app_secret: app.app.app_secret.clone() })
}

/// Calls the endpoint. When it cannot decrypt, the key is fetched anew and it is asked once more.
async fn exchange(sim: &Sim, filling: &mut Filling, payload: Value) -> Result<Value, Stuck> {
    let mut answer = call(sim, filling, &payload).await;
    if answer == Err(Trouble::CannotDecrypt) {
        filling.endpoint = sim.look(|state| {
            let flow = state.flows.get(&filling.flow_id)?;
            endpoint_of(state, flow, Some(&filling.key.phone_number_id))
        });
        answer = call(sim, filling, &payload).await;
    }
    if let Err(Trouble::Token(message)) = &answer {
        sim.with(|state, _| {
            let Some(chat) = state.chats.get_mut(&filling.key) else { return };
            chat.change(&filling.wamid, |bubble| bubble.body["flow_disabled"] = json!(message));
        });
    }
    Ok(answer?)
}

async fn call(sim: &Sim, filling: &Filling, payload: &Value) -> Result<Value, Trouble> {
    let endpoint = filling.endpoint.as_ref().ok_or(Trouble::Key)?;
    let asked = ask(sim, endpoint, payload).await;
    // A refused token is the business's word, no failure.
    let trouble = asked.answer.as_ref().err().filter(|it| !matches!(it, Trouble::Token(_)));
    sim.change(|state, now| health::note(state, &filling.flow_id, asked.ms, trouble, now));
    asked.answer
}

/// The screen of an answer. An unknown one is told to the endpoint, as phones do.
async fn next_screen(sim: &Sim, filling: &mut Filling, answer: &Value) -> Result<(String, Value), Stuck> {
    let data = answer.get("data").cloned().unwrap_or_else(|| json!({}));
    let wanted = answer.get("screen").and_then(Value::as_str).map(str::to_owned);
    let is_known =
        wanted.as_ref().is_some_and(|id| sim.look(|state| screen_of(state, &filling.flow_id, id).is_some()));
    match wanted {
        Some(screen) if is_known => Ok((screen, data)),
        wanted => {
            let error =
                json!({ "error": "INVALID_SCREEN", "error_message": "The screen is not one of the Flow." });
            let payload = json!({ "version": "3.0", "action": "data_exchange", "screen": filling.screen,
                                  "data": error, "flow_token": filling.token });
            exchange(sim, filling, payload).await?;
            wrong(format!(
                "the endpoint wants the screen {:?}, which the Flow does not have",
                wanted.unwrap_or_default()
            ))
        }
    }
}

fn screen_of(state: &State, flow_id: &str, screen: &str) -> Option<Value> {
    let whole: Value = serde_json::from_str(state.flows.get(flow_id)?.json.as_deref()?).ok()?;
    let screens = whole.get("screens")?.as_array()?;
    screens.iter().find(|it| it.get("id").is_some_and(|id| id == screen)).cloned()
}

fn shown(state: &State, id: &str, filling: &Filling) -> Value {
    let screen = screen_of(state, &filling.flow_id, &filling.screen);
    json!({
        "id": id, "flow_id": filling.flow_id, "flow_token": filling.token, "screen": filling.screen, "data": filling.data,
        "title": screen.as_ref().and_then(|it| it.get("title")), "layout": screen.as_ref().and_then(|it| it.get("layout")),
        "terminal": screen.as_ref().and_then(|it| it.get("terminal")).is_some_and(|it| it == true),
    })
}

/// The answer goes out as a message.
fn complete(
    state: &mut State,
    id: &str,
    filling: &Filling,
    mut answer: Value,
    now: crate::clock::Micros,
) -> Result<Value, Stuck> {
    if !answer.is_object() {
        return wrong("the data of a Flow is an object");
    }
    if answer.get("flow_token").is_none() {
        answer["flow_token"] = json!(filling.token);
    }
    let reply = json!({
        "phone_number_id": filling.key.phone_number_id, "type": "interactive", "context": { "message_id": filling.wamid },
        "interactive": { "type": "nfm_reply", "nfm_reply": { "name": "flow", "body": "Sent", "response_json": answer.to_string() } },
    });
    let Some(person) = state.people.get(&filling.key.customer).cloned() else {
        return wrong("nobody has this phone");
    };
    let typed = Typed::parse(state, &person.phone, reply, now).map_err(Stuck::Wrong)?;
    let wamid = phones::type_message(state, &person, typed, now);
    state.fillings.remove(id);
    Ok(json!({ "id": id, "completed": true, "message": wamid }))
}
