//! Applying what the provider tells about an account or a number, and keeping it for people to read.

use domain::account::{
    AccountNotice, Aspect, Ban, HeardAt, RequestedName, Restriction, Severity, Violation, Waba,
};
use domain::event::Event;
use domain::id::MetaPhoneNumberId;
use domain::phone_number::PhoneNumber;
use domain::{AccountNoticeId, MetaAppId, PhoneNumberId, Timestamp, WabaId, WorkspaceId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::{Result, Tx};

use super::SETTLE;
use super::refresh::owe_refresh;

/// Something that the provider told.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountNews {
    /// The provider's word for what it is about.
    pub field: String,
    /// When it happened.
    pub at: Timestamp,
    /// The provider's own time, if it gave one: tells apart what is told in the same words.
    pub told_at: Option<i64>,
    /// Some things are told about a whole portfolio: its id, if that is what the account is called there.
    pub portfolio: Option<String>,
    /// The number that it is about.
    pub number: Option<NamedNumber>,
    pub changes: Vec<AccountChange>,
    pub severity: Severity,
    pub title: String,
    pub detail: Option<String>,
    pub remedy: Option<String>,
    /// The JSON as it came.
    pub raw: String,
}

/// How a number is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedNumber {
    Id(MetaPhoneNumberId),
    /// As people write it, in whatever form.
    Phone(String),
}

/// What is different from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    NumberStatus(String),
    NumberThroughput(String),
    NumberName(RequestedName),
    NumberUsername {
        username: Option<String>,
        status: Option<String>,
    },
    /// How many people may be written to first, for the whole portfolio.
    Limit(String),
    MaxPhoneNumbers(i64),
    Review(String),
    Country(String),
    Ban(Ban),
    Reinstated,
    Restrictions(Vec<Restriction>),
    Violation(String),
    Connection(String),
}

/// Applies news of an account in one workspace. Told again, they have no second effect; told late, they change
/// nothing that is newer, and are still there to read.
///
/// # Errors
/// Those of the database.
pub fn apply_news(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    received_at: Timestamp,
    news: &AccountNews,
) -> Result<()> {
    let number = match &news.number {
        Some(named) => find_number(tx, workspace, waba, named)?,
        None => None,
    };
    let notice = AccountNotice {
        id: AccountNoticeId::new(received_at),
        waba_id: waba.clone(),
        phone_number_id: number,
        severity: news.severity,
        field: news.field.clone(),
        title: news.title.clone(),
        detail: news.detail.clone(),
        remedy: news.remedy.clone(),
        at: news.at,
        received_at,
        raw: serde_json::from_str(&news.raw).unwrap_or_else(|_| Value::String(news.raw.replace('\0', ""))),
    };
    let is_new = tx.account_notices().add(workspace, &notice, &fingerprint(waba, news))?;
    let telling = Telling { workspace, now: received_at, news, is_repeat: !is_new };
    change_waba(tx, &telling, waba)?;
    if let Some(id) = number {
        change_number(tx, &telling, id)?;
    }
    if is_new {
        tx.record(workspace, received_at, &Event::AccountNoticeCreated { account_notice: Box::new(notice) })?;
        owe_refresh(tx, workspace, received_at, waba, SETTLE)?;
    }
    Ok(())
}

/// News on their way into a workspace.
struct Telling<'n> {
    workspace: WorkspaceId,
    now: Timestamp,
    news: &'n AccountNews,
    /// They were told before: only what was not understood then counts.
    is_repeat: bool,
}

/// The same for the same thing told again. The provider gives no ids.
fn fingerprint(waba: &WabaId, news: &AccountNews) -> Vec<u8> {
    let told_at = news.told_at.unwrap_or_default().to_be_bytes();
    let mut hash = Sha256::new();
    for part in [news.field.as_bytes(), waba.0.as_bytes(), &told_at, news.raw.as_bytes()] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// News of a portfolio, for the accounts in it that `app` signs for: kept for people to read, once a workspace. How
/// many workspaces.
///
/// # Errors
/// Those of the database.
pub fn apply_portfolio_news(
    tx: &mut Tx<'_>,
    app: &MetaAppId,
    received_at: Timestamp,
    news: &AccountNews,
) -> Result<usize> {
    let Some(portfolio) = &news.portfolio else { return Ok(0) };
    let only_told = AccountNews { changes: Vec::new(), ..news.clone() };
    let mut told: Vec<WorkspaceId> = Vec::new();
    for (workspace, waba) in tx.phone_numbers().accounts_of_app(app)? {
        let owner = tx.wabas().lookup(workspace, &waba)?.and_then(|waba| waba.details.owner);
        let is_owner = owner.and_then(|owner| owner.id).as_ref() == Some(portfolio);
        if is_owner && !told.contains(&workspace) {
            apply_news(tx, workspace, &waba, received_at, &only_told)?;
            told.push(workspace);
        }
    }
    Ok(told.len())
}

fn find_number(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    waba: &WabaId,
    named: &NamedNumber,
) -> Result<Option<PhoneNumberId>> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_it = |number: &PhoneNumber| match named {
        NamedNumber::Id(id) => number.meta_phone_number_id == *id,
        NamedNumber::Phone(phone) => {
            let phone = digits(phone);
            !phone.is_empty() && digits(&number.display_phone_number) == phone
        }
    };
    let numbers = tx.phone_numbers().list(workspace)?;
    Ok(numbers.into_iter().find(|number| number.waba_id == *waba && is_it(number)).map(|number| number.id))
}

fn change_number(
    tx: &mut Tx<'_>,
    &Telling { workspace, now, news, is_repeat }: &Telling<'_>,
    id: PhoneNumberId,
) -> Result<()> {
    let Some((before, mut heard)) = tx.phone_numbers().lookup_to_change(workspace, id)? else {
        return Ok(());
    };
    let (mut after, told) = (before.clone(), heard.clone());
    let details = &mut after.details;
    for change in &news.changes {
        match change {
            AccountChange::NumberStatus(status) if heard.take(Aspect::Status, news.at, is_repeat) => {
                details.status = Some(status.clone());
            }
            AccountChange::NumberThroughput(level) if heard.take(Aspect::Throughput, news.at, is_repeat) => {
                details.throughput_level = Some(level.clone());
            }
            AccountChange::NumberName(name) if heard.take(Aspect::Name, news.at, is_repeat) => {
                details.requested_name = Some(name.clone());
            }
            AccountChange::NumberUsername { username, status }
                if heard.take(Aspect::Username, news.at, is_repeat) =>
            {
                details.username.clone_from(username);
                details.username_status.clone_from(status);
            }
            AccountChange::Limit(limit) if heard.take(Aspect::Limit, news.at, is_repeat) => {
                details.messaging_limit = Some(limit.clone());
            }
            _ => {}
        }
    }
    if after == before && heard == told {
        return Ok(());
    }
    tx.phone_numbers().update_details(workspace, &after, &heard)?;
    if after != before {
        tx.record(workspace, now, &Event::PhoneNumberUpdated { phone_number: after })?;
    }
    Ok(())
}

fn change_waba(
    tx: &mut Tx<'_>,
    &Telling { workspace, now, news, is_repeat }: &Telling<'_>,
    id: &WabaId,
) -> Result<()> {
    if news.changes.is_empty() {
        return Ok(());
    }
    tx.wabas().add(workspace, &Waba::new(id.clone(), now))?;
    let Some((before, mut heard)) = tx.wabas().lookup_to_change(workspace, id)? else { return Ok(()) };
    let (mut after, told) = (before.clone(), heard.clone());
    for change in &news.changes {
        apply_to_waba(&mut after, &mut heard, change, (news.at, is_repeat));
    }
    if after == before && heard == told {
        return Ok(());
    }
    tx.wabas().update(workspace, &after, &heard)?;
    if after != before {
        tx.record(workspace, now, &Event::WabaUpdated { waba: Box::new(after) })?;
    }
    Ok(())
}

fn apply_to_waba(
    waba: &mut Waba,
    heard: &mut HeardAt,
    change: &AccountChange,
    (at, is_repeat): (Timestamp, bool),
) {
    let details = &mut waba.details;
    match change {
        AccountChange::Limit(limit) if heard.take(Aspect::Limit, at, is_repeat) => {
            details.messaging_limit = Some(limit.clone());
        }
        AccountChange::MaxPhoneNumbers(count) if heard.take(Aspect::Capability, at, is_repeat) => {
            details.max_phone_numbers = Some(*count);
        }
        AccountChange::Review(status) if heard.take(Aspect::Review, at, is_repeat) => {
            details.review_status = Some(status.clone());
        }
        AccountChange::Country(country) if heard.take(Aspect::Country, at, is_repeat) => {
            details.country = Some(country.clone());
        }
        AccountChange::Ban(ban) if heard.take(Aspect::Ban, at, is_repeat) => waba.ban = Some(ban.clone()),
        AccountChange::Reinstated if heard.take(Aspect::Ban, at, is_repeat) => waba.ban = None,
        AccountChange::Restrictions(restrictions) if heard.take(Aspect::Restrictions, at, is_repeat) => {
            waba.restrictions.clone_from(restrictions);
        }
        AccountChange::Violation(kind) if heard.take(Aspect::Violation, at, is_repeat) => {
            waba.violation = Some(Violation { kind: kind.clone(), at });
        }
        AccountChange::Connection(word) if heard.take(Aspect::Connection, at, is_repeat) => {
            waba.connection = Some(word.clone());
        }
        _ => {}
    }
}
