//! What people see of a number.

use axum::extract::State;
use axum_utils::{Fields, Json, Path, Problem};
use domain::profile::{
    ABOUT_LIMIT, ADDRESS_LIMIT, BusinessProfile, DESCRIPTION_LIMIT, EMAIL_LIMIT, ProfileChange, VERTICALS,
    WEBSITE_LIMIT, WEBSITES_LIMIT,
};
use domain::{MediaId, PhoneNumberId};
use serde::Deserialize;
use url::Url;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::reach::{self, Purpose, Refusals};
use crate::refusal;
use crate::state::ApiState;
use crate::v1::phone_numbers::picture;
use crate::v1::phone_numbers::text::{check_count, check_length};

/// A number's profile
///
/// As the provider has it.
#[utoipa::path(get, path = "/v1/phone-numbers/{id}/profile", operation_id = "get_profile", tag = "phone numbers",
    params(("id" = PhoneNumberId, Path)),
    responses((status = 200, body = BusinessProfile), Refusals))]
pub(crate) async fn get_profile(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
) -> Result<Json<BusinessProfile>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Look).await?;
    let profile = state.provider().profile(&reached.access).await;
    profile.map(Json).map_err(|error| refusal::provider(&error))
}

/// What to change of a profile. What is left out stays; an empty text removes all but `about`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfilePatch {
    /// 1 to 139 characters.
    about: Option<String>,
    /// At most 256 characters.
    address: Option<String>,
    /// At most 512 characters.
    description: Option<String>,
    /// At most 128 characters.
    email: Option<String>,
    /// At most 2 addresses of at most 256 characters; an empty list removes them.
    websites: Option<Vec<String>>,
    /// What the business does, in the provider's word: `RETAIL`, `HOTEL`, …
    vertical: Option<String>,
    /// A file of ours: JPEG or PNG, square, at least 192 pixels a side, at most 5 MB.
    picture_media_id: Option<MediaId>,
}

impl ProfilePatch {
    fn check(self) -> Result<(ProfileChange, Option<MediaId>), Problem> {
        let mut fields = Fields::default();
        for (field, text, least, most) in [
            ("about", &self.about, 1, ABOUT_LIMIT),
            ("address", &self.address, 0, ADDRESS_LIMIT),
            ("description", &self.description, 0, DESCRIPTION_LIMIT),
            ("email", &self.email, 0, EMAIL_LIMIT),
        ] {
            if let Some(text) = text {
                check_length(&mut fields, field, text, least, most);
            }
        }
        let is_email = |text: &String| {
            text.is_empty() || text.split_once('@').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        };
        fields.require(self.email.as_ref().is_none_or(is_email), "email", "write an e-mail address");
        check_websites(&mut fields, self.websites.as_deref().unwrap_or_default());
        let vertical = self.vertical.map(|word| word.to_ascii_uppercase());
        if let Some(word) = vertical.as_deref().filter(|word| !word.is_empty() && !VERTICALS.contains(word)) {
            let most: String = word.chars().take(40).collect();
            fields.add("vertical", format!("write one of {}; this is {most}", VERTICALS.join(", ")));
        }
        fields.finish()?;
        let change = ProfileChange {
            about: self.about,
            address: self.address,
            description: self.description,
            email: self.email,
            websites: self.websites,
            vertical,
        };
        Ok((change, self.picture_media_id))
    }
}

fn check_websites(fields: &mut Fields, websites: &[String]) {
    check_count(fields, "websites", websites.len(), WEBSITES_LIMIT);
    for (i, website) in websites.iter().enumerate() {
        let field = format!("websites[{i}]");
        check_length(fields, &field, website, 1, WEBSITE_LIMIT);
        let is_web =
            Url::parse(website).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        fields.require(is_web, &field, "write an address that begins with https:// or http://");
    }
}

/// Change a number's profile
///
/// Every limit is checked before the provider is asked. The answer is the profile as the provider has it then.
#[utoipa::path(patch, path = "/v1/phone-numbers/{id}/profile", operation_id = "update_profile",
    tag = "phone numbers", params(("id" = PhoneNumberId, Path)), request_body = ProfilePatch,
    responses((status = 200, body = BusinessProfile), Refusals))]
pub(crate) async fn update_profile(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<PhoneNumberId>,
    Json(patch): Json<ProfilePatch>,
) -> Result<Json<BusinessProfile>, Problem> {
    let reached = reach::number(&state, &caller, id, Purpose::Change).await?;
    let (change, picture) = patch.check()?;
    if change == ProfileChange::default() && picture.is_none() {
        return Err(Problem::invalid_field("about", "change at least one field"));
    }
    let picture = match picture {
        Some(media) => Some(picture::load(&state, caller.workspace(), media).await?),
        None => None,
    };
    let changed = state.provider().change_profile(&reached.access, &change, picture).await;
    changed.map_err(|error| refusal::provider(&error))?;
    let profile = state.provider().profile(&reached.access).await;
    profile.map(Json).map_err(|error| refusal::provider(&error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(patch: &serde_json::Value) -> Vec<(String, String)> {
        let patch: ProfilePatch = serde_json::from_value(patch.clone()).unwrap();
        let problem = patch.check().unwrap_err();
        problem.fields.iter().map(|(field, words)| (field.clone(), words.clone())).collect()
    }

    #[test]
    fn a7_every_limit_of_a_profile_is_told_with_field_limit_and_value() {
        for (patch, field, words) in [
            (json!({"about": ""}), "about", "1 to 139 characters; these are 0"),
            (json!({"about": "é".repeat(140)}), "about", "1 to 139 characters; these are 140"),
            (json!({"address": "x".repeat(257)}), "address", "at most 256 characters; these are 257"),
            (json!({"description": "x".repeat(513)}), "description", "at most 512 characters; these are 513"),
            (json!({"email": format!("{}@b.example", "x".repeat(120))}), "email", "at most 128"),
            (json!({"email": "nobody"}), "email", "e-mail address"),
            (
                json!({"websites": ["https://a.b", "https://a.b", "https://a.b"]}),
                "websites",
                "at most 2; these are 3",
            ),
            (json!({"websites": [format!("https://a.b/{}", "x".repeat(250))]}), "websites[0]", "256"),
            (json!({"websites": ["ftp://a.b"]}), "websites[0]", "https://"),
            (json!({"vertical": "CATS"}), "vertical", "this is CATS"),
        ] {
            let fields = refused(&patch);
            assert!(fields.len() == 1 && fields[0].0 == field && fields[0].1.contains(words), "{fields:?}");
        }
        let fine = json!({"about": "x".repeat(139), "address": "", "websites": [], "vertical": "retail"});
        let (change, _) = serde_json::from_value::<ProfilePatch>(fine).unwrap().check().unwrap();
        assert_eq!((change.vertical.as_deref(), change.websites), (Some("RETAIL"), Some(vec![])));
    }
}
