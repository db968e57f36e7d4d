//! What every operation has in common in the OpenAPI document.

use axum_utils::ProblemBody;
use axum_utils::problem::CONTENT_TYPE_PROBLEM;
use domain::event::{Event, FeedEvent};
use http::StatusCode;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder,
};
use utoipa::openapi::{KnownFormat, SchemaFormat, schema::Type};
use utoipa::{Modify, OpenApi as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Waypost",
        description = "A WhatsApp Business platform that people run themselves. The console uses this API too.\n\n\
            Every refusal is an `application/problem+json` with a stable `code`. Sign in with `POST /v1/sessions`: \
            browsers get a cookie, programs send the token as `Authorization: Bearer`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(ProblemBody, Event, FeedEvent, live::socket::LiveFrame)),
    modifiers(&SignIn),
    security(("session" = []), ("bearer" = [])),
    tags(
        (name = "sessions", description = "Signing in and out."),
        (name = "workspaces", description = "Tenants and seats in them."),
        (name = "phone numbers", description = "Our numbers."),
        (name = "accounts", description = "Business accounts, and what is told about them."),
        (name = "contacts", description = "The people we talk to."),
        (name = "conversations", description = "Threads of one contact with one number."),
        (name = "messages", description = "What is said in them."),
        (name = "media", description = "Files: those that contacts send, and those that you send."),
        (name = "templates", description = "Messages that the provider has approved, to be filled in."),
        (name = "flows", description = "Forms that open inside a chat, and who answers what they ask."),
        (name = "events", description = "News of every change, in one order, with a cursor."),
        (name = "operations", description = "For those who run the server."),
    ),
)]
struct Empty;

/// The ways to show who calls.
struct SignIn;

impl Modify for SignIn {
    fn modify(&self, api: &mut OpenApi) {
        let components = api.components.get_or_insert_default();
        let cookie = ApiKey::Cookie(ApiKeyValue::new(axum_utils::session::COOKIE_NAME));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    }
}

/// The document before there are operations in it.
pub(crate) fn empty() -> OpenApi {
    Empty::openapi()
}

/// Adds to every operation what no operation says by itself.
pub(crate) fn complete(mut api: OpenApi) -> OpenApi {
    for (path, item) in &mut api.paths.paths {
        for operation in operations(item) {
            let is_open = operation.security.is_some();
            if !is_open {
                add_refusal(operation, "401", "`not_signed_in`");
            }
            if !is_open && is_about_a_workspace(path) {
                add_refusal(operation, "403", "`no_seat` in the workspace, or `not_allowed` for the role");
                operation.parameters.get_or_insert_default().push(RefOr::T(workspace_header()));
            }
            describe_success(operation);
            add_refusal(operation, "503", "`unavailable`: nothing was changed, try again");
            add_refusal(operation, "default", "any other refusal, as a problem");
        }
    }
    api
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
}

/// Signing out and workspaces themselves are about the user.
fn is_about_a_workspace(path: &str) -> bool {
    !matches!(path, "/v1/sessions/current" | "/v1/workspaces")
}

/// OpenAPI 3.1 wants words for every answer; the status has some.
fn describe_success(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            let reason = status.parse().ok().and_then(|status: StatusCode| status.canonical_reason());
            response.description = reason.unwrap_or("an answer").to_lowercase();
        }
    }
}

fn add_refusal(operation: &mut Operation, status: &str, description: &str) {
    let responses = &mut operation.responses.responses;
    responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(refusal(description)));
}

fn refusal(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content(CONTENT_TYPE_PROBLEM, content).build()
}

fn workspace_header() -> Parameter {
    let uuid = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
        .build();
    ParameterBuilder::new()
        .name("Waypost-Workspace")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The workspace that the request is about; without it the user's first."))
        .schema(Some(uuid))
        .build()
}
