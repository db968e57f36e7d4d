//! The objects of the message kinds that are made by people's hands: media, cards, places, reactions.

use serde::{Deserialize, Serialize};

use crate::lenient;
use crate::wire_struct::{Part, wire_struct};

/// `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundText {
    /// The words.
    #[serde(deserialize_with = "lenient::text")]
    pub body: String,
}

/// `image`, `video`, `audio`, `document` and `sticker`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundMedia {
    /// Meta's id of the file; kept for 7 days.
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    /// What kind of file it is.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub mime_type: Option<String>,
    /// Of the bytes, in **base64** (the media endpoint answers in hexadecimal).
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub sha256: Option<String>,
    /// The words below it.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub caption: Option<String>,
    /// Documents only.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub filename: Option<String>,
    /// Audio only: recorded with the microphone button.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub voice: Option<bool>,
    /// Stickers only.
    #[serde(default, deserialize_with = "lenient::opt_bool")]
    pub animated: Option<bool>,
    /// A link for five minutes that needs the access token.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub url: Option<String>,
}

/// `reaction`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundReaction {
    /// The message reacted to.
    #[serde(deserialize_with = "lenient::text")]
    pub message_id: String,
    #[serde(default, deserialize_with = "lenient::opt_text")]
    emoji: Option<String>,
}

impl InboundReaction {
    /// The emoji; `None` when the reaction was taken back (Meta sends no emoji, or an empty one).
    pub fn emoji(&self) -> Option<&str> {
        self.emoji.as_deref().filter(|emoji| !emoji.is_empty())
    }
}

/// `location`, inbound and outbound.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    #[serde(deserialize_with = "lenient::float")]
    pub latitude: f64,
    /// Degrees east.
    #[serde(deserialize_with = "lenient::float")]
    pub longitude: f64,
    /// What the place is called.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it is, in words.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A page about it.
    #[serde(default, deserialize_with = "lenient::opt_text", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Part for Location {
    fn part(value: serde_json::Value) -> Option<Self> {
        serde_json::from_value(value).ok()
    }
}

wire_struct! {
    /// One card of `contacts`, inbound and outbound. Every part may be missing.
    pub struct ContactCard {
        name: Option<CardName>,
        phones: Vec<CardPhone>,
        emails: Vec<CardEmail>,
        addresses: Vec<CardAddress>,
        urls: Vec<CardUrl>,
        org: Option<CardOrg>,
        /// `YYYY-MM-DD`.
        birthday: Option<String>,
        /// Inbound only: `contact_request` when the person answered our request for their number.
        origin: Option<String>,
        /// Inbound only: the card as the phone wrote it.
        vcard: Option<String>,
    }
    /// The name on a card. Sent: `formatted_name` and at least one of the others.
    pub struct CardName {
        formatted_name: Option<String>,
        first_name: Option<String>,
        last_name: Option<String>,
        middle_name: Option<String>,
        prefix: Option<String>,
        suffix: Option<String>,
    }
    /// A phone on a card.
    pub struct CardPhone {
        phone: Option<String>,
        /// With it the card gets a button that opens the chat.
        wa_id: Option<String>,
        kind as "type": Option<String>,
    }
    /// An e-mail address on a card.
    pub struct CardEmail {
        email: Option<String>,
        kind as "type": Option<String>,
    }
    /// A postal address on a card.
    pub struct CardAddress {
        street: Option<String>,
        city: Option<String>,
        state: Option<String>,
        zip: Option<String>,
        country: Option<String>,
        country_code: Option<String>,
        kind as "type": Option<String>,
    }
    /// A web address on a card.
    pub struct CardUrl {
        url: Option<String>,
        kind as "type": Option<String>,
    }
    /// The organisation on a card.
    pub struct CardOrg {
        company: Option<String>,
        department: Option<String>,
        title: Option<String>,
    }
    /// What a message answers, or that it was forwarded (then there is no id).
    pub struct InboundContext {
        /// The quoted message.
        id: Option<String>,
        /// Who wrote the quoted message.
        from: Option<String>,
        from_user_id: Option<String>,
        forwarded: Option<bool>,
        /// More than five hops.
        frequently_forwarded: Option<bool>,
        /// The product that the message asks about.
        referred_product: Option<ReferredProduct>,
    }
    /// A product of a catalogue.
    pub struct ReferredProduct {
        catalog_id: Option<String>,
        product_retailer_id: Option<String>,
    }
    /// The advertisement or post whose button led to this message.
    pub struct Referral {
        source_url: Option<String>,
        source_id: Option<String>,
        /// `ad` or `post`.
        source_type: Option<String>,
        headline: Option<String>,
        body: Option<String>,
        media_type: Option<String>,
        image_url: Option<String>,
        video_url: Option<String>,
        thumbnail_url: Option<String>,
        /// The click, for reporting back. Absent for ads in statuses.
        ctwa_clid: Option<String>,
        welcome_message: Option<WelcomeMessage>,
    }
    /// The greeting that the advertisement showed.
    pub struct WelcomeMessage {
        text: Option<String>,
    }
}
