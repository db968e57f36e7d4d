//! Message templates: create, read, edit, and the check before submission.

use serde_json::Value;

use crate::fields::templates::{RejectionInfo, TemplateCategory, TemplateQuality};
use crate::limits::{Checker, ViolationKind};
use crate::outbound::Violations;
use crate::wire_enum::wire_enum;
use crate::wire_struct::wire_struct;

wire_struct! {
    /// A template as Meta has it.
    pub struct MessageTemplate {
        id: Option<String>,
        name: Option<String>,
        language: Option<String>,
        status: Option<TemplateStatus>,
        category: Option<TemplateCategory>,
        previous_category: Option<TemplateCategory>,
        correct_category: Option<TemplateCategory>,
        sub_category: Option<String>,
        parameter_format: Option<ParameterFormat>,
        components: Vec<Component>,
        quality_score: Option<QualityScore>,
        rejected_reason: Option<String>,
        rejection_info: Option<RejectionInfo>,
        library_template_name: Option<String>,
        message_send_ttl_seconds: Option<i64>,
        cta_url_link_tracking_opted_out: Option<bool>,
        last_updated_time: Option<String>,
        source: Option<String>,
    }
    /// How people take a template.
    pub struct QualityScore {
        score: Option<TemplateQuality>,
        /// Unix seconds.
        date: Option<i64>,
    }
    /// What a template is made from. For an edit, only what is given is changed; components replace all.
    pub struct TemplateDraft {
        name: Option<String>,
        language: Option<String>,
        category: Option<TemplateCategory>,
        parameter_format: Option<ParameterFormat>,
        components: Vec<Component>,
        message_send_ttl_seconds: Option<i64>,
        cta_url_link_tracking_opted_out: Option<bool>,
        sub_category: Option<String>,
        is_primary_device_delivery_only: Option<bool>,
        library_template_name: Option<String>,
        library_template_button_inputs: Vec<Value>,
        library_template_body_inputs: Option<Value>,
    }
    /// The answer to creating or editing.
    pub struct TemplateAnswer {
        id: Option<String>,
        status: Option<TemplateStatus>,
        category: Option<TemplateCategory>,
        success: Option<bool>,
    }
    /// A ready-made template of Meta's.
    pub struct LibraryTemplate {
        id: Option<String>,
        name: Option<String>,
        language: Option<String>,
        category: Option<TemplateCategory>,
        topic: Option<String>,
        usecase: Option<String>,
        industry: Vec<String>,
        header: Option<String>,
        body: Option<String>,
        /// What fills the body's gaps as an example, in their order.
        body_params: Vec<String>,
        body_param_types: Vec<String>,
        buttons: Vec<Button>,
    } keeping others
    /// Whether a paused template goes on.
    pub struct Unpaused {
        success: Option<bool>,
        /// Why not.
        reason: Option<String>,
    }
    /// What became of archiving, or of its opposite.
    pub struct Archived {
        archived_templates: Vec<String>,
        unarchived_templates: Vec<String>,
        /// By id, why not.
        failed_templates: Option<Value>,
    }
    /// How templates compare in one respect.
    pub struct ComparedMetric {
        /// `BLOCK_RATE`, `MESSAGE_SENDS`, `TOP_BLOCK_REASON`.
        metric: Option<String>,
        /// The ids, the best first.
        order_by_relative_metric: Vec<String>,
        number_values: Vec<ComparedNumber>,
        string_values: Vec<ComparedText>,
    } keeping others
    /// A number of one template.
    pub struct ComparedNumber {
        key: Option<String>,
        value: Option<i64>,
    }
    /// A word about one template.
    pub struct ComparedText {
        key: Option<String>,
        value: Option<String>,
    }
    /// An authentication template in several languages at once.
    pub struct TemplateUpsert {
        name: Option<String>,
        languages: Vec<String>,
        category: Option<TemplateCategory>,
        components: Vec<Component>,
        message_send_ttl_seconds: Option<i64>,
    }
    /// One language of it.
    pub struct UpsertedTemplate {
        id: Option<String>,
        status: Option<TemplateStatus>,
        language: Option<String>,
    }
    /// A part of a template. Which fields count depends on its kind.
    pub struct Component {
        kind as "type": Option<ComponentKind>,
        /// Headers only.
        format: Option<HeaderFormat>,
        text: Option<String>,
        example: Option<Value>,
        buttons: Vec<Button>,
        cards: Vec<Card>,
        limited_time_offer: Option<LimitedTimeOffer>,
        /// Authentication bodies only.
        add_security_recommendation: Option<bool>,
        /// Authentication footers only: 1 to 90.
        code_expiration_minutes: Option<i64>,
    } keeping others
    /// A card of a carousel.
    pub struct Card {
        components: Vec<Component>,
    }
    /// An offer that ends.
    pub struct LimitedTimeOffer {
        /// At most 16 characters.
        text: Option<String>,
        has_expiration: Option<bool>,
    }
    /// A button of a template.
    pub struct Button {
        kind as "type": Option<TemplateButtonKind>,
        /// At most 25 characters.
        text: Option<String>,
        url: Option<String>,
        phone_number: Option<String>,
        /// A text for codes, a list for links.
        example: Option<Value>,
        flow_id: Option<String>,
        flow_name: Option<String>,
        flow_json: Option<String>,
        flow_action: Option<String>,
        navigate_screen: Option<String>,
        icon: Option<String>,
        otp_type: Option<String>,
        autofill_text: Option<String>,
        zero_tap_terms_accepted: Option<bool>,
        supported_apps: Vec<SupportedApp>,
        app_deep_link: Option<Value>,
        ttl_minutes: Option<i64>,
    } keeping others
    /// An app that takes one-time passwords.
    pub struct SupportedApp {
        package_name: Option<String>,
        /// 11 characters.
        signature_hash: Option<String>,
    }
}

wire_enum! {
    /// Where a template stands. Only approved ones can be sent.
    pub enum TemplateStatus {
        Approved = "APPROVED",
        Pending = "PENDING",
        Rejected = "REJECTED",
        Paused = "PAUSED",
        Disabled = "DISABLED",
        InAppeal = "IN_APPEAL",
        PendingDeletion = "PENDING_DELETION",
        Deleted = "DELETED",
        LimitExceeded = "LIMIT_EXCEEDED",
        Archived = "ARCHIVED",
        Locked = "LOCKED",
    }
}

wire_enum! {
    /// How gaps are named.
    pub enum ParameterFormat {
        Positional = "POSITIONAL",
        Named = "NAMED",
    }
}

wire_enum! {
    /// What part of a template.
    pub enum ComponentKind {
        Header = "HEADER",
        Body = "BODY",
        Footer = "FOOTER",
        Buttons = "BUTTONS",
        Carousel = "CAROUSEL",
        LimitedTimeOffer = "LIMITED_TIME_OFFER",
        CallPermissionRequest = "CALL_PERMISSION_REQUEST",
    }
}

wire_enum! {
    /// What stands in the header.
    pub enum HeaderFormat {
        Text = "TEXT",
        Image = "IMAGE",
        Video = "VIDEO",
        Document = "DOCUMENT",
        Gif = "GIF",
        Location = "LOCATION",
        Product = "PRODUCT",
    }
}

wire_enum! {
    /// What a button of a template does.
    pub enum TemplateButtonKind {
        QuickReply = "QUICK_REPLY",
        Url = "URL",
        PhoneNumber = "PHONE_NUMBER",
        CopyCode = "COPY_CODE",
        Flow = "FLOW",
        VoiceCall = "VOICE_CALL",
        Catalog = "CATALOG",
        MultiProduct = "MPM",
        SingleProduct = "SPM",
        OneTimePassword = "OTP",
        OrderDetails = "ORDER_DETAILS",
        App = "APP",
        CallPermissionRequest = "CALL_PERMISSION_REQUEST",
        RequestContactInfo = "REQUEST_CONTACT_INFO",
    }
}

/// The gaps of a text, as they are written between `{{` and `}}`, each once, in order.
pub fn gaps(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for gap in text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim())
    {
        if !found.contains(&gap) {
            found.push(gap);
        }
    }
    found
}

impl TemplateDraft {
    /// Whether Meta would take it for review, as far as that can be known from here.
    pub fn check(&self) -> Result<(), Violations> {
        let mut c = Checker::default();
        let name = self.name.as_deref().unwrap_or_default();
        c.length("name", name, 1..=512);
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            c.malformed("name", "lower-case letters, digits and underscores", "something else");
        }
        c.require("language", self.language.is_some());
        c.require("category", self.category.is_some());
        self.check_ttl(&mut c);
        let is_named = self.parameter_format == Some(ParameterFormat::Named);
        let is_auth = self.category == Some(TemplateCategory::Authentication);
        let has_offer = self.components.iter().any(|it| it.kind == Some(ComponentKind::LimitedTimeOffer));
        let has_body = self.components.iter().any(|it| it.kind == Some(ComponentKind::Body));
        c.require("components[BODY]", has_body || self.library_template_name.is_some());
        for (i, component) in self.components.iter().enumerate() {
            let field = format!("components[{i}]");
            let most = if has_offer { 600 } else { 1024 };
            check_component(&mut c, &field, component, Rules { is_named, is_auth, most_body: most });
        }
        c.done()
    }

    fn check_ttl(&self, c: &mut Checker) {
        let Some(seconds) = self.message_send_ttl_seconds.filter(|&seconds| seconds != -1) else { return };
        let allowed = match self.category {
            Some(TemplateCategory::Authentication) => 30..=900,
            Some(TemplateCategory::Marketing) => 43_200..=2_592_000,
            _ => 30..=43_200,
        };
        c.range("message_send_ttl_seconds", seconds, allowed);
    }
}

#[derive(Clone, Copy)]
struct Rules {
    is_named: bool,
    is_auth: bool,
    most_body: usize,
}

fn check_component(c: &mut Checker, field: &str, component: &Component, rules: Rules) {
    let text = component.text.as_deref();
    match &component.kind {
        Some(ComponentKind::Header) => check_header(c, field, component, rules),
        Some(ComponentKind::Body) if rules.is_auth => {
            c.forbid(format!("{field}.text"), text.is_some(), "fixed by Meta for authentication");
        }
        Some(ComponentKind::Body) => {
            let text = text.unwrap_or_default();
            c.length(format!("{field}.text"), text, 1..=rules.most_body);
            check_gaps(c, &format!("{field}.text"), text, rules.is_named);
        }
        Some(ComponentKind::Footer) => {
            c.opt_length(format!("{field}.text"), text, 1..=60);
            if let Some(minutes) = component.code_expiration_minutes {
                c.range(format!("{field}.code_expiration_minutes"), minutes, 1..=90);
            }
            c.count(format!("{field}.text gaps"), gaps(text.unwrap_or_default()).len(), 0..=0);
        }
        Some(ComponentKind::Buttons) => check_buttons(c, field, &component.buttons),
        Some(ComponentKind::LimitedTimeOffer) => {
            let text = component.limited_time_offer.as_ref().and_then(|offer| offer.text.as_deref());
            c.length(format!("{field}.limited_time_offer.text"), text.unwrap_or_default(), 1..=16);
        }
        Some(ComponentKind::Carousel) => {
            c.count(format!("{field}.cards"), component.cards.len(), 2..=10);
            for (i, card) in component.cards.iter().enumerate() {
                for (j, part) in card.components.iter().enumerate() {
                    let field = format!("{field}.cards[{i}].components[{j}]");
                    check_component(c, &field, part, Rules { most_body: 160, ..rules });
                }
            }
        }
        Some(ComponentKind::CallPermissionRequest | ComponentKind::Unknown(_)) => {}
        None => c.missing(format!("{field}.type")),
    }
}

fn check_header(c: &mut Checker, field: &str, header: &Component, rules: Rules) {
    match &header.format {
        Some(HeaderFormat::Text) => {
            let text = header.text.as_deref().unwrap_or_default();
            c.length(format!("{field}.text"), text, 1..=60);
            c.count(format!("{field}.text gaps"), gaps(text).len(), 0..=1);
            if !rules.is_named {
                check_positions(c, &format!("{field}.text"), text);
            }
        }
        Some(HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Document | HeaderFormat::Gif) => {
            let handle = header.example.as_ref().and_then(|example| example.get("header_handle")?.get(0));
            c.require(format!("{field}.example.header_handle"), handle.is_some_and(Value::is_string));
        }
        Some(HeaderFormat::Location | HeaderFormat::Product | HeaderFormat::Unknown(_)) => {}
        None => c.missing(format!("{field}.format")),
    }
}

fn check_gaps(c: &mut Checker, field: &str, text: &str, is_named: bool) {
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        c.malformed(field, "no gap at the beginning or the end", "one there");
    }
    if text.contains("}}{{") || text.contains("}} {{") {
        c.malformed(field, "no two gaps side by side", "some there");
    }
    let count = gaps(text).len();
    let words = text.split_whitespace().filter(|word| !word.contains("{{")).count();
    if count > 0 && words < 2 * count + 1 {
        c.add(
            field,
            ViolationKind::TooFew,
            format!("at least {} words", 2 * count + 1),
            format!("{words} words"),
        );
    }
    if is_named {
        let is_name = |name: &&str| {
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                && !name.is_empty()
        };
        if !gaps(text).iter().all(is_name) {
            c.malformed(field, "names of lower-case letters, digits and underscores", "others");
        }
    } else {
        check_positions(c, field, text);
    }
}

/// `{{1}}` to `{{n}}` without a hole.
fn check_positions(c: &mut Checker, field: &str, text: &str) {
    let found = gaps(text);
    let mut numbers: Vec<usize> = found.iter().filter_map(|gap| gap.parse().ok()).collect();
    numbers.sort_unstable();
    if !numbers.iter().copied().eq(1..=found.len()) {
        c.malformed(field, "gaps {{1}} to {{n}} without a hole", "others");
    }
}

fn check_buttons(c: &mut Checker, field: &str, buttons: &[Button]) {
    c.count(format!("{field}.buttons"), buttons.len(), 1..=10);
    let count =
        |kind: &TemplateButtonKind| buttons.iter().filter(|it| it.kind.as_ref() == Some(kind)).count();
    for (kind, most) in [
        (TemplateButtonKind::Url, 2),
        (TemplateButtonKind::PhoneNumber, 1),
        (TemplateButtonKind::CopyCode, 1),
        (TemplateButtonKind::OneTimePassword, 1),
    ] {
        c.count(format!("{field}.buttons[{}]", kind.as_str()), count(&kind), 0..=most);
    }
    let is_reply = |button: &Button| button.kind == Some(TemplateButtonKind::QuickReply);
    let turns = buttons.windows(2).filter(|pair| is_reply(&pair[0]) != is_reply(&pair[1])).count();
    if turns > 1 {
        c.malformed(format!("{field}.buttons"), "quick replies side by side", "others between them");
    }
    for (i, button) in buttons.iter().enumerate() {
        let field = format!("{field}.buttons[{i}]");
        c.require(format!("{field}.type"), button.kind.is_some());
        c.opt_length(format!("{field}.text"), button.text.as_deref(), 1..=25);
        match button.kind {
            Some(TemplateButtonKind::Url) => {
                let url = button.url.as_deref().unwrap_or_default();
                c.length(format!("{field}.url"), url, 1..=2000);
                let gaps = gaps(url);
                c.count(format!("{field}.url gaps"), gaps.len(), 0..=1);
                if !gaps.is_empty() && !url.ends_with("}}") {
                    c.malformed(format!("{field}.url"), "a gap at the very end", "one elsewhere");
                }
                c.require(format!("{field}.example"), gaps.is_empty() || button.example.is_some());
            }
            Some(TemplateButtonKind::PhoneNumber) => {
                c.length(
                    format!("{field}.phone_number"),
                    button.phone_number.as_deref().unwrap_or_default(),
                    1..=20,
                );
            }
            Some(TemplateButtonKind::OneTimePassword) => {
                c.count(format!("{field}.supported_apps"), button.supported_apps.len(), 0..=5);
            }
            _ => {}
        }
    }
}
