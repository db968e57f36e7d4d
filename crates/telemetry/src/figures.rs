//! The figures for Prometheus.

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Seconds: from a cached read to the longest poll.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Why figures could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("cannot keep figures")]
pub struct Error(#[from] BuildError);

/// What `metrics::counter!` and its like have counted.
#[derive(Debug, Clone)]
pub struct Figures(PrometheusHandle);

impl Figures {
    /// Begins to keep figures. Once per process.
    pub fn install() -> Result<Self, Error> {
        Ok(Self(builder()?.install_recorder()?))
    }

    /// The figures in Prometheus' text format. Call it at least every few minutes, or
    /// [`tidy`](Self::tidy), because histograms collect until then.
    pub fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }

    /// Sums up what histograms have collected.
    pub fn tidy(&self) {
        self.0.run_upkeep();
    }
}

/// The content type of [`Figures::render`].
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

fn builder() -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rendered_with_buckets_for_seconds() {
        let recorder = builder().unwrap().build_recorder();
        let figures = Figures(recorder.handle());
        metrics::with_local_recorder(&recorder, || {
            metrics::counter!("http_requests_total", "route" => "/v1/me").increment(2);
            metrics::histogram!("http_request_seconds").record(0.003);
        });
        let text = figures.render();
        assert!(text.contains("http_requests_total{route=\"/v1/me\"} 2"), "{text}");
        assert!(text.contains("http_request_seconds_bucket{le=\"0.005\"} 1"), "{text}");
        assert!(text.contains("http_request_seconds_bucket{le=\"0.0025\"} 0"), "{text}");
    }
}
