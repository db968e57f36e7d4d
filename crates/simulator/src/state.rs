//! Everything that exists while the simulator runs, behind one lock.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::assets::{Call, Flow, Group, NumberDesk, TemplateDesk, UploadSession};
use crate::clock::Micros;
use crate::faults::Faults;
use crate::flows::Filling;
use crate::limits::Limits;
use crate::links::Links;
use crate::media::{MediaStore, Origin, Stored};
use crate::phones::{Chat, ChatKey, ChatMessage, Person, digits};
use crate::ring::Ring;
use crate::schedule::{Due, Schedule};
use crate::settings::Settings;
use crate::standing::Ban;
use crate::webhooks::Outbox;
use crate::world::{App, Business, Number, Template, Token, ToldMessage, World};

/// Graph calls that are remembered.
const REQUESTS: usize = 1000;

/// The running world. What is kept over a restart is what serde writes; see [`crate::kept`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) apps: HashMap<String, AppState>,
    pub(crate) businesses: Vec<Business>,
    pub(crate) wabas: HashMap<String, WabaState>,
    /// By phone number id.
    pub(crate) numbers: HashMap<String, NumberState>,
    pub(crate) tokens: HashMap<String, Token>,
    pub(crate) people: People,
    pub(crate) chats: HashMap<ChatKey, Chat>,
    /// Files by their id.
    #[serde(default)]
    pub(crate) media: MediaStore,
    #[serde(default)]
    pub(crate) uploads: HashMap<String, UploadSession>,
    #[serde(default)]
    pub(crate) flows: BTreeMap<String, Flow>,
    #[serde(default)]
    pub(crate) groups: BTreeMap<String, Group>,
    #[serde(default)]
    pub(crate) calls: BTreeMap<String, Call>,
    /// Messages whose files are being fetched.
    #[serde(default)]
    pub(crate) links: Links,
    /// Flows that are open on phones.
    #[serde(skip)]
    pub(crate) fillings: BTreeMap<String, Filling>,
    /// How fast everybody was lately.
    #[serde(skip)]
    pub(crate) limits: Limits,
    /// Where the simulator can be reached, if it has a port of its own.
    #[serde(skip)]
    pub(crate) base_url: Option<String>,
    /// Where a message is, by its wamid.
    #[serde(skip)]
    pub(crate) places: HashMap<String, ChatKey>,
    #[serde(skip)]
    pub(crate) faults: Faults,
    pub(crate) schedule: Schedule,
    pub(crate) outbox: Outbox,
    #[serde(skip, default = "no_requests")]
    pub(crate) requests: Ring<LoggedRequest>,
    #[serde(skip)]
    pub(crate) request_count: u64,
}

fn no_requests() -> Ring<LoggedRequest> {
    Ring::new(REQUESTS)
}

/// An app and its subscription.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AppState {
    pub(crate) app: App,
    pub(crate) callback_url: Option<String>,
    pub(crate) fields: Vec<String>,
}

/// A business account without its numbers, which are apart.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WabaState {
    pub(crate) id: String,
    pub(crate) business_id: String,
    pub(crate) business_name: String,
    pub(crate) name: String,
    pub(crate) currency: String,
    pub(crate) timezone_id: String,
    /// App id to its callback override, in the order of subscription.
    pub(crate) subscribed: Vec<(String, Option<String>)>,
    pub(crate) number_ids: Vec<String>,
    pub(crate) templates: Vec<Template>,
    #[serde(default)]
    pub(crate) desk: TemplateDesk,
    #[serde(default)]
    pub(crate) is_insightful: bool,
    /// How its review went; absent: approved.
    #[serde(default)]
    pub(crate) review: Option<String>,
    /// Why it is not let through.
    #[serde(default)]
    pub(crate) ban: Option<Ban>,
}

/// A number and where it belongs.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NumberState {
    pub(crate) number: Number,
    pub(crate) waba_id: String,
    /// Digits only.
    pub(crate) phone: String,
    pub(crate) allowed: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) desk: NumberDesk,
}

/// People by phone and by user id.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Person>")]
pub(crate) struct People {
    by_phone: HashMap<String, Person>,
    phone_of: HashMap<String, String>,
    order: Vec<String>,
}

impl From<Vec<Person>> for People {
    fn from(list: Vec<Person>) -> Self {
        let mut people = Self::default();
        for person in list {
            people.add(person);
        }
        people
    }
}

impl Serialize for People {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all())
    }
}

impl People {
    /// `false` when the phone or the user id is taken.
    pub(crate) fn add(&mut self, person: Person) -> bool {
        if self.by_phone.contains_key(&person.phone) || self.phone_of.contains_key(&person.user_id) {
            return false;
        }
        self.order.push(person.phone.clone());
        self.phone_of.insert(person.user_id.clone(), person.phone.clone());
        self.by_phone.insert(person.phone.clone(), person);
        true
    }

    /// Puts another person in the place of the one with this phone; `false` when phone or user id are taken.
    pub(crate) fn replace(&mut self, phone: &str, person: Person) -> bool {
        let is_free = |taken: Option<&String>| taken.is_none_or(|it| it == phone);
        let has_room = person.phone == phone || !self.by_phone.contains_key(&person.phone);
        if !has_room || !is_free(self.phone_of.get(&person.user_id)) {
            return false;
        }
        let Some(old) = self.by_phone.remove(phone) else { return false };
        self.phone_of.remove(&old.user_id);
        if let Some(place) = self.order.iter_mut().find(|it| *it == phone) {
            person.phone.clone_into(place);
        }
        self.phone_of.insert(person.user_id.clone(), person.phone.clone());
        self.by_phone.insert(person.phone.clone(), person);
        true
    }

    pub(crate) fn get(&self, phone: &str) -> Option<&Person> {
        self.by_phone.get(phone)
    }

    pub(crate) fn get_mut(&mut self, phone: &str) -> Option<&mut Person> {
        self.by_phone.get_mut(phone)
    }

    pub(crate) fn by_user_id(&self, user_id: &str) -> Option<&Person> {
        self.phone_of.get(user_id).and_then(|phone| self.by_phone.get(phone))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Person> {
        self.order.iter().filter_map(|phone| self.by_phone.get(phone))
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }
}

/// One Graph call, for `GET /_sim/requests`.
#[derive(Debug, serde::Serialize)]
pub(crate) struct LoggedRequest {
    pub(crate) n: u64,
    pub(crate) at: String,
    pub(crate) method: String,
    /// Without the query, which may hold a token.
    pub(crate) path: String,
    /// Absent when no answer was given.
    pub(crate) status: Option<u16>,
    pub(crate) body: Value,
    pub(crate) answer: Value,
}

impl State {
    pub(crate) fn new(world: World, now: Micros) -> Self {
        let mut state = Self {
            settings: world.settings,
            apps: world.apps.into_iter().map(|app| (app.app_id.clone(), AppState::new(app))).collect(),
            businesses: Vec::new(),
            wabas: HashMap::new(),
            numbers: HashMap::new(),
            tokens: world.tokens.into_iter().map(|token| (token.token.clone(), token)).collect(),
            people: People::default(),
            chats: HashMap::new(),
            media: MediaStore::default(),
            uploads: HashMap::new(),
            flows: BTreeMap::new(),
            groups: BTreeMap::new(),
            calls: BTreeMap::new(),
            links: Links::default(),
            fillings: BTreeMap::new(),
            limits: Limits::default(),
            base_url: None,
            places: HashMap::new(),
            faults: Faults::default(),
            schedule: Schedule::default(),
            outbox: Outbox::default(),
            requests: no_requests(),
            request_count: 0,
        };
        for person in world.customers.into_iter().filter_map(Person::new) {
            state.people.add(person);
        }
        for business in world.businesses {
            state.add_business(business, now);
        }
        for file in world.media {
            let origin = Origin { phone_number_id: file.phone_number_id, is_inbound: false };
            let stored = Stored::sample(&file.mime_type, origin, Micros::MAX);
            state.media.insert(file.id, stored);
        }
        for flow in world.flows {
            state.flows.insert(flow.id.clone(), Flow::new(flow));
        }
        for message in world.messages {
            state.add_told(message, now);
        }
        state
    }

    /// After a restart: finds again where the messages are, and lets the webhooks go on.
    pub(crate) fn resume(&mut self, now: Micros) {
        for (key, chat) in &self.chats {
            self.places.extend(chat.ids(|_| true).into_iter().map(|id| (id, key.clone())));
        }
        for wamid in self.links.all() {
            self.schedule.add(now, Due::Fetch(wamid));
        }
        for n in self.outbox.resume() {
            self.schedule.add(now, Due::Attempt(n));
        }
    }

    fn add_business(&mut self, mut business: Business, now: Micros) {
        for waba in std::mem::take(&mut business.wabas) {
            let number_ids = waba.numbers.iter().map(|number| number.phone_number_id.clone()).collect();
            for number in waba.numbers {
                let allowed = number.allowed_recipients.as_ref();
                let state = NumberState {
                    waba_id: waba.id.clone(),
                    phone: digits(&number.display_phone_number).unwrap_or_default(),
                    allowed: allowed.map(|list| list.iter().filter_map(|phone| digits(phone)).collect()),
                    desk: NumberDesk {
                        onboarded_at: number.is_on_biz_app.then_some(now),
                        ..NumberDesk::new(&number)
                    },
                    number,
                };
                self.numbers.insert(state.number.phone_number_id.clone(), state);
            }
            let state = WabaState {
                id: waba.id.clone(),
                business_id: business.id.clone(),
                business_name: business.name.clone(),
                name: waba.name,
                currency: waba.currency,
                timezone_id: waba.timezone_id,
                subscribed: waba.subscribed_apps.into_iter().map(|app| (app, None)).collect(),
                number_ids,
                templates: waba.templates,
                desk: TemplateDesk::default(),
                is_insightful: false,
                review: None,
                ban: None,
            };
            self.wabas.insert(waba.id, state);
        }
        self.businesses.push(business);
    }

    /// Adds a bubble to a chat, and forgets the one that it displaces.
    pub(crate) fn add_message(&mut self, key: &ChatKey, message: ChatMessage) {
        self.places.insert(message.id.clone(), key.clone());
        if let Some(gone) = self.chats.entry(key.clone()).or_default().add(message) {
            self.places.remove(&gone.id);
        }
    }

    /// Chats, groups and calls follow a person to another phone.
    pub(crate) fn move_person(&mut self, old: &str, new: &str) {
        let keys: Vec<ChatKey> = self.chats.keys().filter(|key| key.customer == old).cloned().collect();
        for key in keys {
            let Some(mut chat) = self.chats.remove(&key) else { continue };
            let moved = ChatKey { customer: new.to_owned(), ..key };
            chat.move_to(&moved);
            self.places.extend(chat.ids(|_| true).into_iter().map(|id| (id, moved.clone())));
            self.chats.insert(moved, chat);
        }
        for group in self.groups.values_mut() {
            for phone in group.participants.iter_mut().chain(group.requests.values_mut()) {
                if phone == old {
                    new.clone_into(phone);
                }
            }
        }
        for call in self.calls.values_mut().filter(|call| call.customer == old) {
            new.clone_into(&mut call.customer);
        }
    }

    /// The chat and the bubble of a wamid.
    pub(crate) fn message(&self, wamid: &str) -> Option<(&ChatKey, &ChatMessage)> {
        let key = self.places.get(wamid)?;
        Some((key, self.chats.get(key)?.get(wamid)?))
    }

    /// A message that was there before the world began.
    fn add_told(&mut self, told: ToldMessage, now: Micros) {
        let key = ChatKey {
            phone_number_id: told.phone_number_id,
            customer: digits(&told.customer).unwrap_or_default(),
        };
        let text = serde_json::json!({ "type": "text", "text": { "body": told.text } });
        let at = told.at.map_or(now, jiff::Timestamp::as_microsecond);
        self.add_message(&key, ChatMessage::told(told.id, text, at));
        if let Some(chat) = self.chats.get_mut(&key) {
            chat.last_inbound_at = Some(at);
        }
    }

    /// Remembers a Graph call.
    pub(crate) fn log_request(&mut self, now: Micros, mut request: LoggedRequest) {
        self.request_count += 1;
        (request.n, request.at) = (self.request_count, crate::clock::rfc3339(now));
        self.requests.push(request);
    }
}

impl AppState {
    fn new(mut app: App) -> Self {
        let mut fields = std::mem::take(&mut app.fields);
        let callback_url = app.callback_url.take();
        if callback_url.is_some() && fields.is_empty() {
            fields.push("messages".to_owned());
        }
        Self { app, callback_url, fields }
    }
}
