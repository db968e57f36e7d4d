//! Whether the JSON of a Flow can be shown; what is wrong is told with its place, as Meta does.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::place::{self, Part};

/// Most problems that are told at once.
const MOST: usize = 100;
/// Components of one screen.
const COMPONENTS: usize = 50;
/// Deepest nesting that is looked at.
const DEEPEST: usize = 16;

const VERSIONS: [&str; 16] = [
    "2.1", "3.0", "3.1", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3", "8.0",
    "8.1",
];
const ACTIONS: [&str; 5] = ["complete", "data_exchange", "navigate", "open_url", "update_data"];

/// Components and the properties that they need.
const KINDS: [(&str, &[&str]); 25] = [
    ("CalendarPicker", &["name", "label"]),
    ("CheckboxGroup", &["name", "data-source"]),
    ("ChipsSelector", &["name", "data-source"]),
    ("DatePicker", &["name", "label"]),
    ("DocumentPicker", &["name", "label"]),
    ("Dropdown", &["name", "label", "data-source"]),
    ("EmbeddedLink", &["text", "on-click-action"]),
    ("Footer", &["label", "on-click-action"]),
    ("Form", &["name", "children"]),
    ("If", &["condition", "then"]),
    ("Image", &["src"]),
    ("ImageCarousel", &["images"]),
    ("NavigationList", &["name", "list-items"]),
    ("OptIn", &["name", "label"]),
    ("PhotoPicker", &["name", "label"]),
    ("RadioButtonsGroup", &["name", "data-source"]),
    ("RichText", &["text"]),
    ("Switch", &["value", "cases"]),
    ("TextArea", &["name", "label"]),
    ("TextBody", &["text"]),
    ("TextCaption", &["text"]),
    ("TextHeading", &["text"]),
    ("TextInput", &["name", "label"]),
    ("TextSubheading", &["text"]),
    ("Video", &["src"]),
];

/// The problems of a Flow's JSON, as `validation_errors`.
pub(crate) fn problems(text: &str) -> Vec<Value> {
    let whole: Value = match serde_json::from_str(text) {
        Ok(whole) => whole,
        Err(error) => return vec![broken(&error)],
    };
    let mut check = Check { text, found: Vec::new() };
    check.whole(&whole);
    check.found.truncate(MOST);
    check.found
}

/// The first screen, where an unfilled Flow begins.
pub(crate) fn entry_screen(whole: &Value) -> Option<&Value> {
    let screens = whole.get("screens")?.as_array()?;
    let routes = whole.get("routing_model").and_then(Value::as_object);
    let targets: HashSet<&str> = routes
        .into_iter()
        .flat_map(Map::values)
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let is_entry =
        |screen: &&Value| screen.get("id").and_then(Value::as_str).is_some_and(|id| !targets.contains(id));
    screens.iter().find(is_entry).or_else(|| screens.first())
}

fn broken(error: &serde_json::Error) -> Value {
    let place = json!({
        "line_start": error.line(), "line_end": error.line(),
        "column_start": error.column(), "column_end": error.column(),
    });
    let mut problem = json!({ "error": "INVALID_JSON", "error_type": "JSON_ERROR", "message": error.to_string(), "pointers": [] });
    merge(&mut problem, &place);
    problem
}

fn merge(into: &mut Value, more: &Value) {
    if let (Some(into), Some(more)) = (into.as_object_mut(), more.as_object()) {
        into.extend(more.clone());
    }
}

/// What is known of the screen that is looked at.
struct Screen<'v> {
    is_terminal: bool,
    ids: &'v HashSet<&'v str>,
    has_endpoint: bool,
    names: HashSet<String>,
    count: usize,
    footers: usize,
}

struct Check<'t> {
    text: &'t str,
    found: Vec<Value>,
}

impl Check<'_> {
    fn tell(&mut self, error: &str, path: &[Part], message: &str) {
        if self.found.len() >= MOST {
            return;
        }
        let at = place::find(self.text, path);
        let place = json!({
            "line_start": at.start.0, "line_end": at.end.0, "column_start": at.start.1, "column_end": at.end.1,
        });
        let mut pointer = place.clone();
        pointer["path"] = json!(written(path));
        let mut problem = json!({
            "error": error, "error_type": "FLOW_JSON_ERROR", "message": message, "pointers": [pointer],
        });
        merge(&mut problem, &place);
        self.found.push(problem);
    }

    fn missing(&mut self, path: &[Part], name: &str) {
        self.tell("MISSING_REQUIRED_PROPERTY", path, &format!("Required property '{name}' is missing."));
    }

    fn wrong(&mut self, path: &[Part], name: &str, why: &str) {
        let message = format!("Invalid value found for property '{name}'. {why}");
        self.tell("INVALID_PROPERTY_VALUE", path, message.trim_end());
    }

    fn whole(&mut self, whole: &Value) {
        match whole.get("version").map(Value::as_str) {
            None => self.missing(&[], "version"),
            Some(Some(version)) if VERSIONS.contains(&version) => {}
            Some(_) => {
                let known = format!("It must be one of {}.", VERSIONS.join(", "));
                self.wrong(&keys(&["version"]), "version", &known);
            }
        }
        let has_endpoint = whole.get("data_api_version").is_some();
        if whole.get("data_api_version").is_some_and(|it| it != "3.0") {
            self.wrong(&keys(&["data_api_version"]), "data_api_version", "It must be 3.0.");
        }
        let Some(screens) = whole.get("screens") else { return self.missing(&[], "screens") };
        let Some(screens) = screens.as_array().filter(|screens| !screens.is_empty()) else {
            return self.wrong(&keys(&["screens"]), "screens", "It must be an array with a screen at least.");
        };
        let ids: HashSet<&str> = screens.iter().filter_map(|it| it.get("id")?.as_str()).collect();
        let mut seen = HashSet::new();
        for (index, screen) in screens.iter().enumerate() {
            let path = [Part::Key("screens".to_owned()), Part::Index(index)];
            match screen.get("id").and_then(Value::as_str) {
                None => self.missing(&path, "id"),
                Some(id) if !seen.insert(id) => {
                    self.tell(
                        "DUPLICATE_SCREEN_ID",
                        &with(&path, "id"),
                        &format!("Duplicate screen id '{id}'."),
                    );
                }
                Some("SUCCESS") => self.wrong(&with(&path, "id"), "id", "SUCCESS is reserved."),
                Some(id) if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphabetic() || c == '_') => {
                    self.wrong(&with(&path, "id"), "id", "It has letters and underscores only.");
                }
                Some(_) => {}
            }
            self.screen(screen, &path, &ids, has_endpoint);
        }
        if !screens.iter().any(is_terminal) {
            let message = "At least one screen must be terminal.";
            self.tell("MISSING_TERMINAL_SCREEN", &keys(&["screens"]), message);
        }
        self.routes(whole, &ids, has_endpoint);
    }

    fn routes(&mut self, whole: &Value, ids: &HashSet<&str>, has_endpoint: bool) {
        let Some(routes) = whole.get("routing_model") else {
            if has_endpoint {
                self.missing(&[], "routing_model");
            }
            return;
        };
        let Some(routes) = routes.as_object() else {
            return self.wrong(&keys(&["routing_model"]), "routing_model", "It must be an object.");
        };
        for (from, to) in routes {
            let to = to.as_array().map(Vec::as_slice).unwrap_or_default();
            for id in std::iter::once(from.as_str()).chain(to.iter().filter_map(Value::as_str)) {
                if !ids.contains(id) {
                    let message = format!("Unknown screen '{id}' in the routing model.");
                    self.tell("INVALID_ROUTING_MODEL", &keys(&["routing_model", from]), &message);
                }
            }
            if to.iter().any(|it| it.as_str() == Some(from)) {
                let message = format!("Screen '{from}' leads to itself.");
                self.tell("INVALID_ROUTING_MODEL", &keys(&["routing_model", from]), &message);
            }
        }
    }

    fn screen(&mut self, screen: &Value, path: &[Part], ids: &HashSet<&str>, has_endpoint: bool) {
        let Some(layout) = screen.get("layout") else { return self.missing(path, "layout") };
        let path = with(path, "layout");
        if layout.get("type").is_none_or(|kind| kind != "SingleColumnLayout") {
            self.wrong(&with(&path, "type"), "type", "It must be SingleColumnLayout.");
        }
        let Some(children) = layout.get("children").and_then(Value::as_array) else {
            return self.missing(&path, "children");
        };
        let is_terminal = is_terminal(screen);
        let names = HashSet::new();
        let mut known = Screen { is_terminal, ids, has_endpoint, names, count: 0, footers: 0 };
        self.children(children, &with(&path, "children"), &mut known, 0);
        if known.count > COMPONENTS {
            let message = format!("A screen has at most {COMPONENTS} components, not {}.", known.count);
            self.tell("MAX_COMPONENTS_EXCEEDED", &path, &message);
        }
        if known.footers > 1 {
            self.tell("MULTIPLE_FOOTERS", &path, "A screen has one footer at most.");
        }
        if is_terminal && known.footers == 0 {
            self.tell("MISSING_FOOTER", &path, "A terminal screen needs a footer.");
        }
    }

    fn children(&mut self, children: &[Value], path: &[Part], screen: &mut Screen<'_>, depth: usize) {
        if depth > DEEPEST {
            return self.tell("INVALID_PROPERTY_VALUE", path, "The components are nested too deeply.");
        }
        for (index, child) in children.iter().enumerate() {
            let mut path = path.to_vec();
            path.push(Part::Index(index));
            self.component(child, &path, screen, depth);
        }
    }

    fn component(&mut self, it: &Value, path: &[Part], screen: &mut Screen<'_>, depth: usize) {
        screen.count += 1;
        let Some(kind) = it.get("type").and_then(Value::as_str) else { return self.missing(path, "type") };
        let Some((_, needed)) = KINDS.iter().find(|(name, _)| *name == kind) else {
            return self.wrong(&with(path, "type"), "type", &format!("There is no component {kind:?}."));
        };
        for name in *needed {
            if it.get(name).is_none_or(Value::is_null) {
                self.missing(path, name);
            }
        }
        screen.footers += usize::from(kind == "Footer");
        if let Some(name) = it.get("name").and_then(Value::as_str).filter(|_| kind != "Form")
            && depth_of_choice(path) == 0
            && !screen.names.insert(name.to_owned())
        {
            let message = format!("Duplicate component name '{name}' on the screen.");
            self.tell("DUPLICATE_COMPONENT_NAME", &with(path, "name"), &message);
        }
        for action in ["on-click-action", "on-select-action", "on-unselect-action"] {
            if let Some(it) = it.get(action) {
                self.action(it, &with(path, action), screen);
            }
        }
        for key in ["children", "then", "else"] {
            if let Some(children) = it.get(key).and_then(Value::as_array) {
                let footers = screen.footers;
                self.children(children, &with(path, key), screen, depth + 1);
                // A footer in each branch counts once.
                if key == "else" && screen.footers > footers {
                    screen.footers -= 1;
                }
            }
        }
        if let Some(cases) = it.get("cases").and_then(Value::as_object) {
            for (name, children) in cases {
                if let Some(children) = children.as_array() {
                    self.children(children, &with(&with(path, "cases"), name), screen, depth + 1);
                }
            }
        }
    }

    fn action(&mut self, action: &Value, path: &[Part], screen: &Screen<'_>) {
        let Some(name) = action.get("name").and_then(Value::as_str) else {
            return self.missing(path, "name");
        };
        match name {
            "navigate" => match action.pointer("/next/name").and_then(Value::as_str) {
                None => self.missing(path, "next"),
                Some(next) if !screen.ids.contains(next) => {
                    let message = format!("Unknown screen id '{next}' found.");
                    self.tell("INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME", &with(path, "next"), &message);
                }
                Some(_) => {}
            },
            "data_exchange" if !screen.has_endpoint => {
                let message = "data_exchange needs 'data_api_version' and an endpoint.";
                self.tell("MISSING_DATA_API_VERSION", path, message);
            }
            "complete" if !screen.is_terminal => {
                let message = "The action 'complete' is for terminal screens only.";
                self.tell("INVALID_COMPLETE_ACTION", path, message);
            }
            known if ACTIONS.contains(&known) => {}
            _ => {
                self.wrong(
                    &with(path, "name"),
                    "name",
                    &format!("It must be one of {}.", ACTIONS.join(", ")),
                );
            }
        }
    }
}

/// Branches of one choice may use the same names.
fn depth_of_choice(path: &[Part]) -> usize {
    let is_choice = |part: &&Part| matches!(part, Part::Key(key) if key == "else" || key == "cases");
    path.iter().filter(is_choice).count()
}

fn is_terminal(screen: &Value) -> bool {
    screen.get("terminal").is_some_and(|it| it.as_bool() == Some(true))
}

fn keys(names: &[&str]) -> Vec<Part> {
    names.iter().map(|name| Part::Key((*name).to_owned())).collect()
}

fn with(path: &[Part], key: &str) -> Vec<Part> {
    let mut path = path.to_vec();
    path.push(Part::Key(key.to_owned()));
    path
}

/// `screens[0].layout.children[1].type`.
fn written(path: &[Part]) -> String {
    let mut text = String::new();
    for part in path {
        match part {
            Part::Key(key) if text.is_empty() => text.push_str(key),
            Part::Key(key) => text.push_str(&format!(".{key}")),
            Part::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}
