//! Who may depend on whom.

use std::collections::BTreeSet;

use super::{
    Check, Finding,
    facts::{CrateFacts, Facts},
};

/// The house from the ground up: a crate depends on its own floor and those below, never on one above.
const FLOORS: [&[&str]; 7] = [
    &["domain", "cloud-api-types", "config", "telemetry", "flow-cipher", "throwaway-postgres"],
    &["storage", "cloud-api", "simulator", "axum-utils", "console-assets"],
    &["actions"],
    &["cloud-gateway", "live", "media-store"],
    &["api", "ingest", "flow-endpoint", "jobs"],
    &["server"],
    &["test-support", "bench", "xtask"],
];

/// Crates that may name Meta's types.
const SPEAK_META: [&str; 5] = ["cloud-gateway", "cloud-api", "simulator", "ingest", "flow-endpoint"];

/// Crates of other people that talk SQL to a database.
const SQL_DRIVERS: [&str; 8] = [
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "tokio-postgres",
    "postgres-types",
    "sqlx",
    "diesel",
    "sea-orm",
];

/// `bench` has a database of its own: the reference that the product is measured against must not share its code.
const SQL_ALLOWED: [&str; 2] = ["storage", "bench"];

/// Programs may have errors without a type; what others call may not.
const ANYHOW_ALLOWED: [&str; 3] = ["server", "xtask", "bench"];

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "floors",
        rule: "a crate depends on its own floor and those below (FLOORS in xtask/src/tidy/graph.rs)",
        run: floors,
    },
    Check {
        name: "domain-stands-alone",
        rule: "domain depends on no crate of the workspace",
        run: domain_alone,
    },
    Check {
        name: "meta-stays-outside",
        rule: "only cloud-gateway, cloud-api, simulator, ingest and flow-endpoint name cloud-api-types",
        run: meta_outside,
    },
    Check {
        name: "simulator-shares-nothing",
        rule: "the simulator knows Meta's types and nothing else of ours: it must not be able to share a mistake",
        run: simulator_alone,
    },
    Check { name: "sql-in-storage", rule: "SQL drivers are dependencies of storage alone", run: sql_drivers },
    Check {
        name: "doors-enqueue",
        rule: "api and ingest never reach jobs or cloud-gateway: they enqueue",
        run: doors_enqueue,
    },
    Check {
        name: "webhook-door-only-stores",
        rule: "ingest never reaches actions: it journals",
        run: ingest_stores,
    },
    Check {
        name: "typed-errors",
        rule: "anyhow is for programs (server, xtask, bench) only",
        run: typed_errors,
    },
    Check { name: "workspace-lints", rule: "every crate takes the workspace's lints", run: workspace_lints },
];

fn floor_of(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

fn floors(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for krate in &facts.crates {
        let Some(own) = floor_of(&krate.name) else {
            findings
                .push(Finding::new(&krate.folder, "has no floor yet: decide which, and add it to FLOORS"));
            continue;
        };
        let above =
            krate.uses.iter().filter(|used| facts.named(used).is_some() && floor_of(used) > Some(own));
        findings.extend(
            above.map(|used| Finding::new(&krate.folder, format!("depends on {used}, a floor above"))),
        );
    }
    findings
}

fn domain_alone(facts: &Facts) -> Vec<Finding> {
    ours_named_by(facts, "domain", &[])
}

fn simulator_alone(facts: &Facts) -> Vec<Finding> {
    ours_named_by(facts, "simulator", &["cloud-api-types"])
}

/// Crates of ours that this one reaches and that are not among the allowed.
fn ours_named_by(facts: &Facts, name: &str, allowed: &[&str]) -> Vec<Finding> {
    let Some(krate) = facts.named(name) else { return Vec::new() };
    let reached = reached_by(facts, krate);
    let wrong = reached.iter().filter(|reached| !allowed.contains(reached));
    wrong.map(|reached| Finding::new(&krate.folder, format!("reaches {reached}"))).collect()
}

fn meta_outside(facts: &Facts) -> Vec<Finding> {
    let others = facts.crates.iter().filter(|krate| !SPEAK_META.contains(&krate.name.as_str()));
    others
        .filter(|krate| krate.names().any(|name| name == "cloud-api-types"))
        .map(|krate| Finding::new(&krate.folder, "names cloud-api-types"))
        .collect()
}

fn sql_drivers(facts: &Facts) -> Vec<Finding> {
    let others = facts.crates.iter().filter(|krate| !SQL_ALLOWED.contains(&krate.name.as_str()));
    let mut findings = Vec::new();
    for krate in others {
        let drivers = krate.names().filter(|name| SQL_DRIVERS.contains(name));
        findings.extend(drivers.map(|driver| Finding::new(&krate.folder, format!("depends on {driver}"))));
    }
    findings
}

fn doors_enqueue(facts: &Facts) -> Vec<Finding> {
    reaching(facts, &["api", "ingest", "flow-endpoint"], &["jobs", "cloud-gateway"])
}

fn ingest_stores(facts: &Facts) -> Vec<Finding> {
    reaching(facts, &["ingest"], &["actions"])
}

fn reaching(facts: &Facts, from: &[&str], never: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for krate in from.iter().filter_map(|name| facts.named(name)) {
        let reached = reached_by(facts, krate);
        let wrong = never.iter().filter(|never| reached.contains(*never));
        findings.extend(wrong.map(|never| Finding::new(&krate.folder, format!("reaches {never}"))));
    }
    findings
}

/// Every crate of ours that is linked in, directly or through others, or named by its tests.
fn reached_by<'a>(facts: &'a Facts, krate: &'a CrateFacts) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = krate.names().collect();
    while let Some(name) = open.pop() {
        let Some(next) = facts.named(name) else { continue };
        if reached.insert(name) {
            open.extend(next.uses.iter().map(String::as_str));
        }
    }
    reached
}

fn typed_errors(facts: &Facts) -> Vec<Finding> {
    let others = facts.crates.iter().filter(|krate| !ANYHOW_ALLOWED.contains(&krate.name.as_str()));
    others
        .filter(|krate| krate.names().any(|name| name == "anyhow"))
        .map(|krate| Finding::new(&krate.folder, "depends on anyhow: give it an error type with thiserror"))
        .collect()
}

fn workspace_lints(facts: &Facts) -> Vec<Finding> {
    let without = facts.crates.iter().filter(|krate| !krate.has_workspace_lints);
    without
        .map(|krate| Finding::new(&krate.folder, "its Cargo.toml lacks `[lints] workspace = true`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::facts::made_up::{krate, workspace};
    use super::*;

    /// A workspace in order: what each test then spoils.
    fn in_order() -> Vec<CrateFacts> {
        vec![
            krate("domain", &["serde"]),
            krate("cloud-api-types", &["serde"]),
            krate("storage", &["domain", "rusqlite"]),
            krate("cloud-api", &["cloud-api-types"]),
            krate("simulator", &["cloud-api-types", "axum"]),
            krate("actions", &["domain", "storage"]),
            krate("cloud-gateway", &["domain", "actions", "cloud-api", "cloud-api-types"]),
            krate("ingest", &["storage", "cloud-api"]),
            krate("api", &["domain", "storage", "actions"]),
            krate("jobs", &["actions", "cloud-gateway"]),
            krate("server", &["api", "jobs", "ingest", "simulator", "anyhow"]),
        ]
    }

    fn broken_by(name: &str, dependency: &str) -> Vec<&'static str> {
        let mut crates = in_order();
        let spoiled = crates.iter_mut().find(|krate| krate.name == name).unwrap();
        spoiled.uses.insert(dependency.to_owned());
        let facts = workspace(crates);
        CHECKS.iter().filter(|check| !(check.run)(&facts).is_empty()).map(|check| check.name).collect()
    }

    #[test]
    fn a_workspace_in_order_passes_every_check() {
        let facts = workspace(in_order());
        for check in CHECKS {
            assert_eq!((check.run)(&facts), [], "{}", check.name);
        }
    }

    #[test]
    fn a_dependency_on_a_floor_above_is_found() {
        assert!(broken_by("cloud-api", "storage").is_empty(), "the same floor");
        assert_eq!(broken_by("actions", "api"), ["floors"]);
    }

    #[test]
    fn a_crate_without_a_floor_is_found() {
        let findings = floors(&workspace(vec![krate("campaigns", &[])]));
        assert!(findings[0].says.contains("has no floor"), "{findings:?}");
    }

    #[test]
    fn a_domain_that_knows_the_house_is_found() {
        assert_eq!(broken_by("domain", "cloud-api-types"), ["domain-stands-alone", "meta-stays-outside"]);
    }

    #[test]
    fn metas_types_in_a_wrong_room_are_found_also_in_its_tests() {
        assert_eq!(broken_by("api", "cloud-api-types"), ["meta-stays-outside"]);
        let mut api = krate("api", &[]);
        api.tests_use.insert("cloud-api-types".to_owned());
        assert_eq!(
            meta_outside(&workspace(vec![api])),
            [Finding::new("crates/api", "names cloud-api-types")]
        );
    }

    #[test]
    fn a_simulator_that_shares_code_with_what_it_tests_is_found() {
        assert_eq!(broken_by("simulator", "cloud-api"), ["simulator-shares-nothing"]);
        assert_eq!(broken_by("simulator", "domain"), ["simulator-shares-nothing"]);
    }

    #[test]
    fn a_sql_driver_outside_storage_is_found() {
        assert_eq!(broken_by("actions", "rusqlite"), ["sql-in-storage"]);
        assert_eq!(broken_by("jobs", "tokio-postgres"), ["sql-in-storage"]);
    }

    #[test]
    fn a_door_that_reaches_the_runners_is_found_also_through_another_crate() {
        assert_eq!(broken_by("ingest", "cloud-gateway"), ["doors-enqueue", "webhook-door-only-stores"]);
        let mut crates = in_order();
        crates.push(krate("live", &["jobs"]));
        crates.iter_mut().find(|krate| krate.name == "api").unwrap().uses.insert("live".to_owned());
        let findings = doors_enqueue(&workspace(crates));
        assert!(findings.contains(&Finding::new("crates/api", "reaches jobs")), "{findings:?}");
    }

    #[test]
    fn a_webhook_door_that_acts_is_found() {
        assert_eq!(broken_by("ingest", "actions"), ["webhook-door-only-stores"]);
    }

    #[test]
    fn anyhow_in_a_library_is_found() {
        assert_eq!(broken_by("jobs", "anyhow"), ["typed-errors"]);
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let mut lax = krate("domain", &[]);
        lax.has_workspace_lints = false;
        assert_eq!(workspace_lints(&workspace(vec![lax])).len(), 1);
    }
}
