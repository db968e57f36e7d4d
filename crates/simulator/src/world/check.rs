//! Whether a world fits together.

use std::collections::HashSet;

use super::World;
use crate::phones::digits;
use crate::standing::TIERS;

/// The first thing that does not fit.
pub(super) fn check(world: &World) -> Result<(), String> {
    let mut apps = HashSet::new();
    for app in &world.apps {
        once(&mut apps, &app.app_id, "the app")?;
        if app.app_secret.is_empty() {
            return Err(format!("the app {} has no app_secret", app.app_id));
        }
    }
    check_businesses(world, &apps)?;
    let mut tokens = HashSet::new();
    for token in &world.tokens {
        once(&mut tokens, &token.token, "a token")?;
        known_app(&apps, &token.app_id)?;
    }
    check_customers(world)
}

fn check_businesses(world: &World, apps: &HashSet<&str>) -> Result<(), String> {
    // Apps and businesses are never asked for the same things: they may share an id.
    let (mut ids, mut owners) = (HashSet::new(), HashSet::new());
    for business in &world.businesses {
        once(&mut owners, &business.id, "the id")?;
        if !TIERS.iter().any(|(name, _)| *name == business.messaging_limit) {
            let known: Vec<&str> = TIERS.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "messaging_limit {:?} is none of {}",
                business.messaging_limit,
                known.join(", ")
            ));
        }
        for waba in &business.wabas {
            once(&mut ids, &waba.id, "the id")?;
            for app in &waba.subscribed_apps {
                known_app(apps, app)?;
            }
            for number in &waba.numbers {
                once(&mut ids, &number.phone_number_id, "the id")?;
                phone(&number.display_phone_number)?;
                if !["STANDARD", "HIGH"].contains(&number.throughput.as_str()) {
                    return Err(format!("throughput {:?} is neither STANDARD nor HIGH", number.throughput));
                }
            }
            for template in &waba.templates {
                once(&mut ids, &template.id, "the id")?;
            }
        }
    }
    Ok(())
}

fn check_customers(world: &World) -> Result<(), String> {
    let (mut phones, mut user_ids) = (HashSet::new(), HashSet::new());
    for customer in &world.customers {
        if !phones.insert(phone(&customer.phone)?) {
            return Err(format!("the phone {} is there twice", customer.phone));
        }
        if let Some(id) = &customer.user_id {
            once(&mut user_ids, id, "the user_id")?;
        }
    }
    Ok(())
}

fn once<'a>(seen: &mut HashSet<&'a str>, id: &'a str, what: &str) -> Result<(), String> {
    if id.is_empty() {
        return Err(format!("{what} is empty"));
    }
    // A token is a secret: say that it is doubled, not which.
    let shown = if what == "a token" { "" } else { id };
    if seen.insert(id) { Ok(()) } else { Err(format!("{what} {shown} is there twice")) }
}

fn known_app(apps: &HashSet<&str>, id: &str) -> Result<(), String> {
    if apps.contains(id) { Ok(()) } else { Err(format!("there is no app {id}")) }
}

fn phone(text: &str) -> Result<String, String> {
    digits(text).ok_or_else(|| format!("{text:?} is not a phone number in international form"))
}
