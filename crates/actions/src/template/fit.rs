//! Whether the parameters of a send fit its template, and how it then reads.

use std::collections::BTreeMap;

use domain::template::text::{fill, variables};
use domain::template::{ButtonKind, Header, ParameterFormat, Shape};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::misfit::{COUNT, FORMAT, INVALID, MISSING, Misfit, Spot, TOO_LONG, VALUE, plain};
use super::{buttons, tap_target};

const HEADER_LIMIT: usize = 60;
const BODY_LIMIT: usize = 1024;
const CARD_BODY_LIMIT: usize = 160;

/// How a template reads, filled in: for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Rendered {
    /// Absent when the header is no text.
    pub header: Option<String>,
    /// `image`, `video`, `document`, `gif`, `location` or `product`, when the header is one.
    pub header_kind: Option<String>,
    pub body: Option<String>,
    pub footer: Option<String>,
    /// The labels.
    pub buttons: Vec<String>,
    /// The cards of a carousel.
    #[schema(no_recursion)]
    pub cards: Vec<Rendered>,
}

/// Fills `shape` with the `components` of a send, as the provider writes them.
///
/// # Errors
/// The first [`Misfit`].
pub fn fit(shape: &Shape, format: ParameterFormat, components: &[Value]) -> Result<Rendered, Misfit> {
    let whole = Spot { value: &Value::Null, field: "components".to_owned(), place: String::new() };
    fill_shape(shape, format, &spots(components, &whole), &whole, BODY_LIMIT)
}

fn spots<'a>(components: &'a [Value], whole: &Spot<'a>) -> Vec<Spot<'a>> {
    let spot =
        |(n, value)| Spot { value, field: format!("{}[{n}]", whole.field), place: whole.place.clone() };
    components.iter().enumerate().map(spot).collect()
}

/// The components of a send, sorted by what they are for.
#[derive(Default)]
struct Sorted<'a> {
    header: Option<Spot<'a>>,
    body: Option<Spot<'a>>,
    offer: Option<Spot<'a>>,
    carousel: Option<Spot<'a>>,
    buttons: BTreeMap<usize, Spot<'a>>,
}

fn sort<'a>(components: &[Spot<'a>], place: &str) -> Result<Sorted<'a>, Misfit> {
    let mut sorted = Sorted::default();
    for component in components {
        let kind = component.kind();
        let spot = Spot { place: within(place, &kind), ..component.clone() };
        let slot = match kind.as_str() {
            "header" => &mut sorted.header,
            "body" => &mut sorted.body,
            "limited_time_offer" => &mut sorted.offer,
            "carousel" => &mut sorted.carousel,
            "button" => {
                buttons::place(&mut sorted.buttons, component, place)?;
                continue;
            }
            "tap_target_configuration" => {
                tap_target::check(&spot)?;
                continue;
            }
            "footer" => return Err(spot.misfit(INVALID, "a footer takes no parameters")),
            _ => {
                let spot = Spot { place: within(place, "components"), ..spot };
                return Err(spot.wrong("type", INVALID, format!("`{kind}` is no kind of component")));
            }
        };
        if slot.is_some() {
            return Err(spot.misfit(INVALID, format!("there are two components of type {kind}")));
        }
        *slot = Some(spot);
    }
    Ok(sorted)
}

/// `card 2, body`.
pub(super) fn within(place: &str, part: &str) -> String {
    if place.is_empty() { part.to_owned() } else { format!("{place}, {part}") }
}

fn fill_shape(
    shape: &Shape,
    format: ParameterFormat,
    components: &[Spot<'_>],
    whole: &Spot<'_>,
    body_limit: usize,
) -> Result<Rendered, Misfit> {
    let sorted = sort(components, &whole.place)?;
    let nothing = |part: &str| Spot {
        value: &Value::Null,
        field: whole.field.clone(),
        place: within(&whole.place, part),
    };
    let (header, header_kind) =
        fill_header(shape.header.as_ref(), format, &sorted.header.unwrap_or_else(|| nothing("header")))?;
    let body_spot = sorted.body.unwrap_or_else(|| nothing("body"));
    let body =
        shape.body.as_deref().map(|text| fill_text(text, format, &body_spot, body_limit)).transpose()?;
    if shape.buttons.iter().any(|button| button.kind == ButtonKind::Otp) {
        // What the body shows is the code, too.
        body_spot.items("parameters").iter().try_for_each(|given| buttons::code(&given.get("text")))?;
    }
    if shape.body.is_none() && !body_spot.items("parameters").is_empty() {
        return Err(count(&body_spot, body_spot.items("parameters").len(), 0));
    }
    check_offer(shape, &sorted.offer.unwrap_or_else(|| nothing("limited_time_offer")))?;
    buttons::check(&shape.buttons, &sorted.buttons, whole)?;
    let cards = fill_cards(shape, format, &sorted.carousel.unwrap_or_else(|| nothing("carousel")))?;
    Ok(Rendered {
        header,
        header_kind,
        body,
        footer: shape.footer.clone(),
        buttons: shape.buttons.iter().map(|button| button.label.clone()).collect(),
        cards,
    })
}

type HeaderText = (Option<String>, Option<String>);

fn fill_header(
    header: Option<&Header>,
    format: ParameterFormat,
    spot: &Spot<'_>,
) -> Result<HeaderText, Misfit> {
    let given = spot.items("parameters");
    match header {
        None if given.is_empty() => Ok((None, None)),
        None => Err(count(spot, given.len(), 0)),
        Some(Header::Text(text)) => Ok((Some(fill_text(text, format, spot, HEADER_LIMIT)?), None)),
        Some(Header::Media(kind)) => {
            let parameter = typed_one(spot, &given, kind.as_str())?;
            check_media(&parameter, kind.as_str())?;
            Ok((None, Some(kind.as_str().to_owned())))
        }
        Some(Header::Location) => {
            check_location(&typed_one(spot, &given, "location")?.get("location"))?;
            Ok((None, Some("location".to_owned())))
        }
        Some(Header::Product) => {
            let product = typed_one(spot, &given, "product")?.get("product");
            needs_text(&product, "product_retailer_id")?;
            Ok((None, Some("product".to_owned())))
        }
        // A format that is new to us: the provider judges.
        Some(Header::Other(kind)) => Ok((None, Some(kind.clone()))),
    }
}

/// The one parameter of a header, which must be of type `wanted`.
fn typed_one<'a>(spot: &Spot<'_>, given: &[Spot<'a>], wanted: &str) -> Result<Spot<'a>, Misfit> {
    let kind = given.first().map_or_else(String::new, Spot::kind);
    let received = if kind.is_empty() { "UNKNOWN".to_owned() } else { kind.to_ascii_uppercase() };
    let mismatch = format!("Format mismatch, expected {}, received {received}", wanted.to_ascii_uppercase());
    match given {
        [] => Err(spot.misfit(FORMAT, mismatch)),
        [one] if kind == wanted => Ok(one.clone()),
        [one] => Err(one.wrong("type", FORMAT, mismatch)),
        [_, second, ..] => Err(count(second, given.len(), 1)),
    }
}

/// Exactly one of id and link.
fn check_media(parameter: &Spot<'_>, kind: &str) -> Result<(), Misfit> {
    let media = parameter.get(kind);
    let has = |field| media.value.get(field).is_some_and(|value| plain(value).is_some_and(|t| !t.is_empty()));
    match (has("id"), has("link")) {
        (true, false) | (false, true) => Ok(()),
        (false, false) => Err(media.misfit(MISSING, format!("the {kind} needs an id or a link"))),
        (true, true) => Err(media.misfit(VALUE, "give either an id or a link, not both")),
    }
}

fn check_location(location: &Spot<'_>) -> Result<(), Misfit> {
    for (field, limit) in [("latitude", 90.0), ("longitude", 180.0)] {
        let number =
            location.value.get(field).and_then(plain).and_then(|text| text.trim().parse::<f64>().ok());
        match number {
            Some(number) if number.abs() <= limit => {}
            Some(_) => {
                return Err(location.wrong(field, VALUE, format!("must be from -{limit} to {limit}")));
            }
            None => return Err(location.wrong(field, MISSING, "a number is missing")),
        }
    }
    Ok(())
}

/// A field that must hold some text.
pub(super) fn needs_text<'a>(spot: &Spot<'a>, field: &str) -> Result<&'a str, Misfit> {
    let missing = || spot.wrong(field, MISSING, format!("{field} is missing"));
    spot.text(field).filter(|text| !text.trim().is_empty()).ok_or_else(missing)
}

/// In Meta's words.
pub(super) fn count(spot: &Spot<'_>, received: usize, expected: usize) -> Misfit {
    let message = format!(
        "number of localizable_params ({received}) does not match the expected number of params ({expected})"
    );
    spot.misfit(COUNT, message)
}

/// A text with its variables replaced by the parameters of its component.
fn fill_text(text: &str, format: ParameterFormat, spot: &Spot<'_>, limit: usize) -> Result<String, Misfit> {
    let names = variables(text);
    let given = spot.items("parameters");
    let values = match format {
        ParameterFormat::Positional => by_position(spot, &names, &given)?,
        ParameterFormat::Named => by_name(spot, &names, &given)?,
    };
    let filled = fill(text, |name| values.get(name).map(String::as_str));
    let length = filled.chars().count();
    if length > limit && !names.is_empty() {
        let message = format!("filled in, the text has {length} characters; at most {limit} are allowed");
        return Err(spot.misfit(TOO_LONG, message));
    }
    Ok(filled)
}

type Values<'t> = BTreeMap<&'t str, String>;

fn by_position<'t>(spot: &Spot<'_>, names: &[&'t str], given: &[Spot<'_>]) -> Result<Values<'t>, Misfit> {
    if given.len() != names.len() {
        return Err(count(spot, given.len(), names.len()));
    }
    names.iter().zip(given).map(|(name, parameter)| Ok((*name, parameter_text(parameter)?))).collect()
}

fn by_name<'t>(spot: &Spot<'_>, names: &[&'t str], given: &[Spot<'_>]) -> Result<Values<'t>, Misfit> {
    let mut values = Values::new();
    for parameter in given {
        let Some(name) = parameter.text("parameter_name").filter(|name| !name.is_empty()) else {
            let message = format!("parameter_name is missing; the template has {}", listed(names));
            return Err(parameter.wrong("parameter_name", INVALID, message));
        };
        let Some(known) = names.iter().find(|known| **known == name) else {
            let message = format!("the template has no parameter `{name}`; it has {}", listed(names));
            return Err(parameter.wrong("parameter_name", FORMAT, message));
        };
        if values.insert(known, parameter_text(parameter)?).is_some() {
            let message = format!("the parameter `{name}` is given twice");
            return Err(parameter.wrong("parameter_name", INVALID, message));
        }
    }
    let missing: Vec<_> = names.iter().copied().filter(|name| !values.contains_key(name)).collect();
    if missing.is_empty() {
        return Ok(values);
    }
    let misfit = count(spot, given.len(), names.len());
    Err(Misfit { message: format!("{}; missing: {}", misfit.message, missing.join(", ")), ..misfit })
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// What a parameter puts into a text.
fn parameter_text(parameter: &Spot<'_>) -> Result<String, Misfit> {
    match parameter.kind().as_str() {
        "text" => {
            let text = parameter.value.get("text").and_then(plain).unwrap_or_default();
            check_words(&parameter.get("text"), &text)?;
            Ok(text)
        }
        "currency" => {
            let currency = parameter.get("currency");
            let code = needs_text(&currency, "code")?;
            if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
                return Err(currency.wrong(
                    "code",
                    VALUE,
                    format!("`{code}` is no currency code of 3 letters"),
                ));
            }
            let amount = currency.value.get("amount_1000").and_then(plain);
            if amount.is_none_or(|text| text.parse::<i64>().is_err()) {
                return Err(currency.wrong("amount_1000", MISSING, "a whole number is missing"));
            }
            needs_text(&currency, "fallback_value").map(ToOwned::to_owned)
        }
        "date_time" => needs_text(&parameter.get("date_time"), "fallback_value").map(ToOwned::to_owned),
        "" => Err(parameter.wrong("type", MISSING, "type is missing")),
        other => {
            let message = format!("Format mismatch, expected TEXT, received {}", other.to_ascii_uppercase());
            Err(parameter.wrong("type", FORMAT, message))
        }
    }
}

/// The provider takes no line breaks, tabs or wide gaps inside a variable.
fn check_words(spot: &Spot<'_>, text: &str) -> Result<(), Misfit> {
    if text.trim().is_empty() {
        return Err(spot.misfit(MISSING, "Parameter of type text is missing text value"));
    }
    if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
        let message = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
        return Err(spot.misfit(FORMAT, message));
    }
    Ok(())
}

fn check_offer(shape: &Shape, spot: &Spot<'_>) -> Result<(), Misfit> {
    let given = spot.items("parameters");
    let Some(offer) = &shape.offer else {
        return if given.is_empty() { Ok(()) } else { Err(count(spot, given.len(), 0)) };
    };
    if !offer.has_expiration && given.is_empty() {
        return Ok(());
    }
    let parameter = typed_one(spot, &given, "limited_time_offer")?.get("limited_time_offer");
    let millis =
        parameter.value.get("expiration_time_ms").and_then(plain).and_then(|t| t.parse::<i64>().ok());
    match millis {
        Some(millis) if millis > 0 => Ok(()),
        _ => Err(parameter.wrong(
            "expiration_time_ms",
            MISSING,
            "a time in milliseconds since 1970 is missing",
        )),
    }
}

fn fill_cards(shape: &Shape, format: ParameterFormat, spot: &Spot<'_>) -> Result<Vec<Rendered>, Misfit> {
    let given = spot.items("cards");
    if given.len() != shape.cards.len() {
        let message = format!("the template has {} cards, the message {}", shape.cards.len(), given.len());
        return Err(spot.wrong("cards", COUNT, message));
    }
    let mut filled: BTreeMap<usize, Rendered> = BTreeMap::new();
    for card in &given {
        let index = buttons::index(card, "card_index")?;
        let Some(wanted) = shape.cards.get(index) else {
            let message = format!("there is no card {index}; the template has {}", shape.cards.len());
            return Err(card.wrong("card_index", INVALID, message));
        };
        let list = card.get("components");
        let whole = Spot { place: within("", &format!("card {index}")), ..list };
        let components = whole.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let rendered = fill_shape(wanted, format, &spots(components, &whole), &whole, CARD_BODY_LIMIT)?;
        if filled.insert(index, rendered).is_some() {
            return Err(card.wrong("card_index", INVALID, format!("card {index} is given twice")));
        }
    }
    Ok(filled.into_values().collect())
}
