//! A provider that says what it was told to say, and remembers what it was asked.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Mutex;

use actions::account::{
    Accounts, Callback, Desk, Figures, FiguresQuery, ProviderNumber, Registrar, Subscribed,
};
use actions::history_import::{AppData, AppDataKind};
use actions::phone_number::{Check, Credentials, NumberProbe, Probe, ProbedNumber};
use actions::provider::{Answer, ProviderError};
use domain::account::WabaDetails;
use domain::analytics::{MessagePoint, PricingPoint, TemplatePoint};
use domain::id::MetaTemplateId;
use domain::phone_number::NumberAccess;
use domain::profile::{
    BlockOutcome, BlockedPerson, BusinessProfile, CommerceSettings, ComponentsChange,
    ConversationalComponents, ProfileChange, ProfilePicture, QrCode, QrImage,
};
use domain::{Secret, WabaId};
use serde_json::Value;

/// Says what it was told to say, and remembers what it was asked.
#[derive(Default)]
pub(crate) struct StandIn {
    pub(crate) refusal: Mutex<Option<Check>>,
    pub(crate) asked: Mutex<Vec<Credentials>>,
    /// What every other question is answered with.
    pub(crate) trouble: Mutex<Option<ProviderError>>,
    /// The other questions, in short.
    pub(crate) calls: Mutex<Vec<String>>,
    pub(crate) template_refusal: Mutex<Option<ProviderError>>,
    pub(crate) asked_of_templates: Mutex<Vec<String>>,
    /// Of the one template in its library.
    pub(crate) library_buttons: Mutex<Vec<Value>>,
    pub(crate) desk: Mutex<crate::flow_desk::Desk>,
    /// Which of the app's data was asked for.
    pub(crate) app_data: Mutex<Vec<AppDataKind>>,
    pub(crate) app_data_refusal: Mutex<Option<(AppDataKind, ProviderError)>>,
}

impl AppData for StandIn {
    fn request_app_data<'a>(&'a self, _access: &'a NumberAccess, what: AppDataKind) -> Answer<'a, ()> {
        self.app_data.lock().unwrap().push(what);
        let refusal = self.app_data_refusal.lock().unwrap().clone();
        let refused = refusal.filter(|(of, _)| *of == what).map(|(_, error)| error);
        Box::pin(ready(refused.map_or(Ok(()), Err)))
    }
}

impl StandIn {
    fn say<'a, T: Send + 'a>(&self, call: String, answer: T) -> Answer<'a, T> {
        self.calls.lock().unwrap().push(call);
        let trouble = self.trouble.lock().unwrap().clone();
        Box::pin(ready(trouble.map_or(Ok(answer), Err)))
    }

    /// What was asked since the last time.
    pub(crate) fn take_calls(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }
}

impl NumberProbe for StandIn {
    fn probe<'a>(&'a self, credentials: &'a Credentials) -> Pin<Box<dyn Future<Output = Probe> + Send + 'a>> {
        self.asked.lock().unwrap().push(credentials.clone());
        let fine = Check { name: "number".to_owned(), ok: true, detail: "found".to_owned() };
        let refusal = self.refusal.lock().unwrap().clone();
        let number = ProbedNumber {
            display_phone_number: "+1 555-078-3881".to_owned(),
            verified_name: "Harbour Coffee".to_owned(),
            quality_rating: "GREEN".to_owned(),
        };
        let number = refusal.is_none().then_some(number);
        Box::pin(ready(Probe { checks: std::iter::once(fine).chain(refusal).collect(), number }))
    }
}

impl Accounts for StandIn {
    fn read_account<'a>(&'a self, _: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, WabaDetails> {
        self.say(format!("read {waba}"), WabaDetails::default())
    }

    fn read_number<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, ProviderNumber> {
        self.say("read number".into(), ProviderNumber::default())
    }

    fn subscription<'a>(&'a self, _: &'a NumberAccess, _: &'a WabaId) -> Answer<'a, Subscribed> {
        self.say("subscription".into(), Subscribed { is_subscribed: true, callback_override: None })
    }

    fn subscribe<'a>(
        &'a self,
        _: &'a NumberAccess,
        waba: &'a WabaId,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()> {
        let to = callback.map(|it| format!(" at {} with {}", it.url, it.verify_token.expose()));
        self.say(format!("subscribe {waba}{}", to.unwrap_or_default()), ())
    }

    fn unsubscribe<'a>(&'a self, _: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()> {
        self.say(format!("unsubscribe {waba}"), ())
    }

    fn override_callback<'a>(
        &'a self,
        _: &'a NumberAccess,
        callback: Option<&'a Callback>,
    ) -> Answer<'a, ()> {
        self.say(format!("override {:?}", callback.map(|it| &it.url)), ())
    }
}

impl Registrar for StandIn {
    fn register<'a>(&'a self, _: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()> {
        self.say(format!("register {}", pin.expose()), ())
    }

    fn deregister<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, ()> {
        self.say("deregister".into(), ())
    }

    fn set_pin<'a>(&'a self, _: &'a NumberAccess, pin: &'a Secret) -> Answer<'a, ()> {
        self.say(format!("pin {}", pin.expose()), ())
    }

    fn request_code<'a>(&'a self, _: &'a NumberAccess, by_voice: bool, language: &'a str) -> Answer<'a, ()> {
        self.say(format!("code by_voice={by_voice} {language}"), ())
    }

    fn verify_code<'a>(&'a self, _: &'a NumberAccess, code: &'a Secret) -> Answer<'a, ()> {
        self.say(format!("verify {}", code.expose()), ())
    }

    fn request_display_name<'a>(&'a self, _: &'a NumberAccess, name: &'a str) -> Answer<'a, ()> {
        self.say(format!("name {name}"), ())
    }
}

impl Desk for StandIn {
    fn profile<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, BusinessProfile> {
        self.say("profile".into(), BusinessProfile { about: Some("Open".into()), ..Default::default() })
    }

    fn change_profile<'a>(
        &'a self,
        _: &'a NumberAccess,
        change: &'a ProfileChange,
        picture: Option<ProfilePicture>,
    ) -> Answer<'a, ()> {
        self.say(format!("change profile {:?} {picture:?}", change.about), ())
    }

    fn qr_codes<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, Vec<QrCode>> {
        self.say("qr codes".into(), vec![QrCode { code: "ABC".into(), ..Default::default() }])
    }

    fn create_qr_code<'a>(
        &'a self,
        _: &'a NumberAccess,
        text: &'a str,
        image: QrImage,
    ) -> Answer<'a, QrCode> {
        let code = QrCode { code: "ABC".into(), prefilled_message: text.into(), ..Default::default() };
        self.say(format!("qr code {text} {image:?}"), code)
    }

    fn change_qr_code<'a>(&'a self, _: &'a NumberAccess, code: &'a str, text: &'a str) -> Answer<'a, QrCode> {
        let changed = QrCode { code: code.into(), prefilled_message: text.into(), ..Default::default() };
        self.say(format!("change qr code {code} {text}"), changed)
    }

    fn delete_qr_code<'a>(&'a self, _: &'a NumberAccess, code: &'a str) -> Answer<'a, ()> {
        self.say(format!("delete qr code {code}"), ())
    }

    fn blocked<'a>(
        &'a self,
        _: &'a NumberAccess,
        after: Option<&'a str>,
    ) -> Answer<'a, (Vec<BlockedPerson>, Option<String>)> {
        let person = BlockedPerson { wa_id: Some("4915112345678".into()), ..Default::default() };
        self.say(format!("blocked after {after:?}"), (vec![person], Some("next".into())))
    }

    fn change_blocks<'a>(
        &'a self,
        _: &'a NumberAccess,
        people: &'a [String],
        block: bool,
    ) -> Answer<'a, Vec<BlockOutcome>> {
        let done = |input: &String| BlockOutcome { input: input.clone(), ok: true, error: None };
        self.say(format!("block={block} {people:?}"), people.iter().map(done).collect())
    }

    fn commerce<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, CommerceSettings> {
        self.say("commerce".into(), CommerceSettings::default())
    }

    fn change_commerce<'a>(&'a self, _: &'a NumberAccess, settings: &'a CommerceSettings) -> Answer<'a, ()> {
        self.say(format!("change {settings:?}"), ())
    }

    fn components<'a>(&'a self, _: &'a NumberAccess) -> Answer<'a, ConversationalComponents> {
        self.say("components".into(), ConversationalComponents::default())
    }

    fn change_components<'a>(&'a self, _: &'a NumberAccess, change: &'a ComponentsChange) -> Answer<'a, ()> {
        self.say(format!("change components {:?}", change.prompts), ())
    }
}

impl Figures for StandIn {
    fn message_figures<'a>(
        &'a self,
        _: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<MessagePoint>> {
        self.say(format!("messages {} {:?}", query.granularity, query.filters), vec![MessagePoint::default()])
    }

    fn pricing_figures<'a>(
        &'a self,
        _: &'a NumberAccess,
        query: &'a FiguresQuery,
    ) -> Answer<'a, Vec<PricingPoint>> {
        self.say(format!("pricing {} {:?}", query.granularity, query.filters), Vec::new())
    }

    fn template_figures<'a>(
        &'a self,
        _: &'a NumberAccess,
        query: &'a FiguresQuery,
        templates: &'a [MetaTemplateId],
    ) -> Answer<'a, Vec<TemplatePoint>> {
        self.say(format!("templates {} {templates:?}", query.granularity), Vec::new())
    }

    fn enable_insights<'a>(&'a self, _: &'a NumberAccess, waba: &'a WabaId) -> Answer<'a, ()> {
        self.say(format!("insights {waba}"), ())
    }
}
