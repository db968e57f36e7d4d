//! `waypost serve` and `waypost migrate`.

use anyhow::Result;
use axum::Router;
use config::Config;
use domain::Clock;
use telemetry::Figures;

use crate::app::{App, AppOptions, metrics_router, open_store, public_url};
use crate::commands::{asked_to_stop, listen, say};

pub(super) async fn run(config: Config) -> Result<()> {
    let listener = listen(config.server.listen, "--listen").await?;
    let figures = Figures::install()?;
    let metrics = match config.metrics.listen.filter(|_| config.metrics.enabled) {
        Some(address) => Some(listen(address, "metrics.listen").await?),
        None => None,
    };
    let options = AppOptions {
        config: config.clone(),
        clock: Clock::system(),
        figures: Some(figures.clone()),
        beside: Router::new(),
        provider: None,
    };
    let app = App::start(options).await?;
    if let Some(listener) = metrics {
        tokio::spawn(async move { axum::serve(listener, metrics_router(figures)).await });
    }
    tracing::info!(url = public_url(&config), "Waypost is ready");
    tokio::select! {
        () = app.serve(listener) => {}
        () = async { asked_to_stop().await; app.stop(); std::future::pending().await } => {}
    }
    app.shutdown().await;
    tracing::info!("Waypost has stopped");
    Ok(())
}

pub(super) async fn migrate(config: Config) -> Result<()> {
    open_store(&config).await?;
    say(&format!("The schema is up to date: version {}.", storage::latest_version()))
}
