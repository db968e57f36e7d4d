//! A workspace with a number in the simulated world.

use actions::{password, phone_number, workspace};
use anyhow::{Context as _, Result};
use serde_json::json;
use simulator::World;
use storage::Scope;

use crate::app::App;
use crate::demo::{Demo, Door};

/// The business that the demo plays, with somebody who can sign in.
pub(crate) async fn create_owner(app: &App, demo: &Demo, business: &str) -> Result<()> {
    let secret = demo.password.clone();
    let hash = tokio::task::spawn_blocking(move || password::hash(&secret)).await??;
    let (email, business, now) = (demo.email.clone(), business.to_owned(), app.clock.now());
    app.store
        .write(Scope::System, move |tx| {
            let user = workspace::create_user(tx, now, &email, "Robin Vale", &hash)?;
            workspace::create(tx, now, &business, user.id)
        })
        .await?;
    Ok(())
}

/// Connects the world's first number through the API.
pub(crate) async fn connect_number(door: &Door, world: &World, simulator_url: &str) -> Result<String> {
    let (app, business, token) = (world.apps.first(), world.businesses.first(), world.tokens.first());
    let waba = business.and_then(|b| b.wabas.first());
    let number = waba.and_then(|w| w.numbers.first());
    let (Some(app), Some(waba), Some(number), Some(token)) = (app, waba, number, token) else {
        anyhow::bail!(
            "the demo needs a world with an app, a number and a token; see docs/reference/simulator.md"
        );
    };
    let body = json!({
        "meta_phone_number_id": number.phone_number_id, "waba_id": waba.id, "meta_app_id": app.app_id,
        "access_token": token.token, "app_secret": app.app_secret, "verify_token": app.verify_token,
        "base_url": simulator_url,
    });
    door.post("/v1/phone-numbers", body).await?;
    Ok(number.phone_number_id.clone())
}

/// The simulator may listen elsewhere than last time: has the numbers of its world call it there, and no others.
pub(crate) async fn follow_simulator(app: &App, world: &World, simulator_url: &str) -> Result<()> {
    let wabas = world.businesses.iter().flat_map(|business| &business.wabas);
    let pretended: Vec<_> =
        wabas.flat_map(|waba| &waba.numbers).map(|number| number.phone_number_id.clone()).collect();
    let (url, now) = (simulator_url.to_owned(), app.clock.now());
    app.store
        .write(Scope::System, move |tx| {
            for id in pretended {
                if let Some(number) = tx.phone_numbers().find_by_meta_id(&id.into())? {
                    phone_number::change_address(tx, number.workspace, now, number.id, &url)?;
                }
            }
            Ok::<_, storage::Error>(())
        })
        .await
        .context("cannot tell the demo's numbers where the simulator is")
}
