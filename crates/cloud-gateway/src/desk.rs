//! Profile, QR codes, block list, basket and greetings of a number.

use actions::account::Desk;
use actions::provider::{Answer, ProviderError};
use cloud_api::{BlockUser, Client};
use cloud_api_types::WebhookError;
use cloud_api_types::graph::accounts as wire;
use cloud_api_types::graph::numbers::{Command, ConversationalAutomation};
use domain::message::MessageError;
use domain::phone_number::NumberAccess;
use domain::profile::{
    BlockOutcome, BlockedPerson, BotCommand, BusinessProfile, CommerceSettings, ComponentsChange,
    ConversationalComponents, ProfileChange, ProfilePicture, QrCode, QrImage,
};

use crate::account::{ask, some};
use crate::errors::{self, of_question};
use crate::gateway::Gateway;

/// The provider keeps at most 2,000 codes of a number.
const QR_PAGES: usize = 100;

impl Desk for Gateway {
    fn profile<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, BusinessProfile> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let profile = client.profile(&access.meta_phone_number_id.0).await;
            profile.map(read_profile).map_err(|error| of_question(&error))
        })
    }

    fn change_profile<'a>(
        &'a self,
        access: &'a NumberAccess,
        change: &'a ProfileChange,
        picture: Option<ProfilePicture>,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let handle = match picture {
                Some(picture) => Some(hand_over(&client, access, picture).await?),
                None => None,
            };
            let change = write_profile(change, handle);
            let number = &access.meta_phone_number_id.0;
            client.change_profile(number, &change).await.map_err(|error| of_question(&error))
        })
    }

    fn qr_codes<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, Vec<QrCode>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let (mut codes, mut after) = (Vec::new(), None::<String>);
            for _ in 0..QR_PAGES {
                let page = client.qr_codes_after(&access.meta_phone_number_id.0, after.as_deref()).await;
                let page = page.map_err(|error| of_question(&error))?;
                let next = page.next().map(str::to_owned);
                codes.extend(page.data.into_iter().map(read_qr_code));
                match next {
                    Some(next) if after.as_ref() != Some(&next) => after = Some(next),
                    _ => break,
                }
            }
            Ok(codes)
        })
    }

    fn create_qr_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        text: &'a str,
        image: QrImage,
    ) -> Answer<'a, QrCode> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let image = match image {
                QrImage::Png => "PNG",
                QrImage::Svg => "SVG",
            };
            let made = client.create_qr_code(&access.meta_phone_number_id.0, text, image).await;
            made.map(read_qr_code).map_err(|error| of_question(&error))
        })
    }

    fn change_qr_code<'a>(
        &'a self,
        access: &'a NumberAccess,
        code: &'a str,
        text: &'a str,
    ) -> Answer<'a, QrCode> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let changed = client.change_qr_code(&access.meta_phone_number_id.0, code, text).await;
            changed.map(read_qr_code).map_err(|error| of_question(&error))
        })
    }

    fn delete_qr_code<'a>(&'a self, access: &'a NumberAccess, code: &'a str) -> Answer<'a, ()> {
        ask!(self, access, |client, number| client.delete_qr_code(number, code))
    }

    fn blocked<'a>(
        &'a self,
        access: &'a NumberAccess,
        after: Option<&'a str>,
    ) -> Answer<'a, (Vec<BlockedPerson>, Option<String>)> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let page = client.blocked_users(&access.meta_phone_number_id.0, after).await;
            let page = page.map_err(|error| of_question(&error))?;
            let next = page.next().map(str::to_owned);
            let person = |it: wire::BlockedUser| BlockedPerson {
                wa_id: it.wa_id.and_then(some),
                user_id: it.user_id.and_then(some),
                contact_id: None,
            };
            Ok((page.data.into_iter().map(person).collect(), next))
        })
    }

    fn change_blocks<'a>(
        &'a self,
        access: &'a NumberAccess,
        people: &'a [String],
        block: bool,
    ) -> Answer<'a, Vec<BlockOutcome>> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let number = &access.meta_phone_number_id.0;
            let users: Vec<BlockUser<'_>> = people.iter().map(|person| block_user(person)).collect();
            let answer =
                if block { client.block(number, &users).await } else { client.unblock(number, &users).await };
            let outcome = answer.map_err(|error| of_question(&error))?.block_users.unwrap_or_default();
            Ok(people.iter().map(|input| outcome_of(input, &outcome)).collect())
        })
    }

    fn commerce<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, CommerceSettings> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let settings = client.commerce_settings(&access.meta_phone_number_id.0).await;
            let settings = settings.map_err(|error| of_question(&error))?;
            Ok(CommerceSettings {
                is_cart_enabled: settings.is_cart_enabled,
                is_catalog_visible: settings.is_catalog_visible,
            })
        })
    }

    fn change_commerce<'a>(
        &'a self,
        access: &'a NumberAccess,
        settings: &'a CommerceSettings,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let settings = wire::CommerceSettings {
                id: None,
                is_cart_enabled: settings.is_cart_enabled,
                is_catalog_visible: settings.is_catalog_visible,
            };
            let changed = client.change_commerce_settings(&access.meta_phone_number_id.0, &settings).await;
            changed.map_err(|error| of_question(&error))
        })
    }

    fn components<'a>(&'a self, access: &'a NumberAccess) -> Answer<'a, ConversationalComponents> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let found = client.conversational_automation(&access.meta_phone_number_id.0).await;
            found.map(read_components).map_err(|error| of_question(&error))
        })
    }

    fn change_components<'a>(
        &'a self,
        access: &'a NumberAccess,
        change: &'a ComponentsChange,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            let client = self.asking(access)?;
            let command = |command: &BotCommand| Command {
                command_name: Some(command.name.clone()),
                command_description: Some(command.description.clone()),
            };
            let change = ConversationalAutomation {
                enable_welcome_message: change.is_welcome_message_enabled,
                prompts: change.prompts.clone(),
                commands: change.commands.as_ref().map(|commands| commands.iter().map(command).collect()),
            };
            let changed = client.set_conversational_automation(&access.meta_phone_number_id.0, &change).await;
            changed.map_err(|error| of_question(&error))
        })
    }
}

/// Uploads a picture; the handle that stands for it.
async fn hand_over(
    client: &Client,
    access: &NumberAccess,
    picture: ProfilePicture,
) -> Result<String, ProviderError> {
    let length = picture.bytes.len() as u64;
    let name = if picture.mime_type == "image/png" { "picture.png" } else { "picture.jpg" };
    let session = client.begin_upload(&access.meta_app_id.0, name, &picture.mime_type, length).await;
    let session = session.map_err(|error| of_question(&error))?;
    client.continue_upload(&session, 0, picture.bytes, length).await.map_err(|error| of_question(&error))
}

fn write_profile(change: &ProfileChange, handle: Option<String>) -> wire::BusinessProfile {
    wire::BusinessProfile {
        about: change.about.clone(),
        address: change.address.clone(),
        description: change.description.clone(),
        email: change.email.clone(),
        profile_picture_url: None,
        profile_picture_handle: handle,
        websites: change.websites.clone(),
        vertical: change.vertical.as_deref().map(wire::Vertical::parse),
    }
}

fn read_profile(profile: wire::BusinessProfile) -> BusinessProfile {
    BusinessProfile {
        about: profile.about.and_then(some),
        address: profile.address.and_then(some),
        description: profile.description.and_then(some),
        email: profile.email.and_then(some),
        websites: profile.websites.unwrap_or_default().into_iter().filter_map(some).collect(),
        vertical: profile.vertical.and_then(|vertical| some(vertical.as_str().to_owned())),
        picture_url: profile.profile_picture_url.and_then(some),
    }
}

fn read_qr_code(code: wire::QrCode) -> QrCode {
    QrCode {
        code: code.code.unwrap_or_default(),
        prefilled_message: code.prefilled_message.unwrap_or_default(),
        deep_link_url: code.deep_link_url.and_then(some),
        image_url: code.qr_image_url.and_then(some),
    }
}

fn read_components(found: ConversationalAutomation) -> ConversationalComponents {
    let command = |command: Command| BotCommand {
        name: command.command_name.unwrap_or_default(),
        description: command.command_description.unwrap_or_default(),
    };
    ConversationalComponents {
        is_welcome_message_enabled: found.enable_welcome_message,
        prompts: found.prompts.unwrap_or_default(),
        commands: found.commands.unwrap_or_default().into_iter().map(command).collect(),
    }
}

/// Phone numbers begin with a plus or a digit, user ids with a country's letters.
fn block_user(person: &str) -> BlockUser<'_> {
    if person.starts_with(|c: char| c.is_ascii_alphabetic()) {
        BlockUser::UserId(person)
    } else {
        BlockUser::Phone(person)
    }
}

fn outcome_of(input: &str, outcome: &wire::BlockOutcome) -> BlockOutcome {
    let is_it = |user: &&wire::BlockedUser| user.input.as_deref() == Some(input);
    let failed = outcome.failed_users.iter().find(is_it);
    let is_done = outcome.added_users.iter().chain(&outcome.removed_users).any(|user| is_it(&user));
    let error = match failed {
        Some(user) => Some(failure(user)),
        None if is_done => None,
        None => Some(unexplained()),
    };
    BlockOutcome { input: input.to_owned(), ok: error.is_none(), error }
}

fn failure(user: &wire::BlockedUser) -> MessageError {
    let told =
        user.errors.first().and_then(|error| serde_json::from_value::<WebhookError>(error.clone()).ok());
    told.map_or_else(unexplained, |error| errors::of_status(&error))
}

fn unexplained() -> MessageError {
    MessageError {
        code: None,
        title: "WhatsApp did not do it and gave no reason".to_owned(),
        detail: None,
        remedy: "Only people who wrote within the last 24 hours can be blocked".to_owned(),
    }
}
