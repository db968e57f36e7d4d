//! Values on their way into a statement and out of a row.

use std::borrow::Cow;
use std::error::Error as StdError;

use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use bytes::{BufMut, BytesMut};
use domain::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A value for a parameter.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Id(Uuid),
}

/// Anything that can be bound to a parameter.
macro_rules! values {
    ($($from:ty, $value:ident => $to:expr;)*) => {$(
        impl<'a> From<$from> for Value<'a> {
            fn from($value: $from) -> Self {
                $to
            }
        }
    )*};
}
values! {
    i64, v => Value::Int(v);
    f64, v => Value::Real(v);
    bool, v => Value::Bool(v);
    &'a str, v => Value::Text(Cow::Borrowed(v));
    String, v => Value::Text(Cow::Owned(v));
    &'a String, v => Value::Text(Cow::Borrowed(v));
    &'a [u8], v => Value::Bytes(Cow::Borrowed(v));
    Vec<u8>, v => Value::Bytes(Cow::Owned(v));
    Uuid, v => Value::Id(v);
    Timestamp, v => Value::Int(v.as_micros());
    domain::WorkspaceId, v => Value::Id(v.0);
    domain::UserId, v => Value::Id(v.0);
    domain::PhoneNumberId, v => Value::Id(v.0);
    domain::ContactId, v => Value::Id(v.0);
    domain::ConversationId, v => Value::Id(v.0);
    domain::MessageId, v => Value::Id(v.0);
    domain::MediaId, v => Value::Id(v.0);
    domain::UploadId, v => Value::Id(v.0);
    domain::JobId, v => Value::Id(v.0);
    domain::TemplateId, v => Value::Id(v.0);
    domain::FlowId, v => Value::Id(v.0);
    domain::FlowKeyId, v => Value::Id(v.0);
    &'a domain::Wamid, v => Value::Text(Cow::Borrowed(&v.0));
    &'a domain::WabaId, v => Value::Text(Cow::Borrowed(&v.0));
    &'a domain::MetaAppId, v => Value::Text(Cow::Borrowed(&v.0));
    &'a domain::id::MetaPhoneNumberId, v => Value::Text(Cow::Borrowed(&v.0));
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(v) => ValueRef::Integer(*v),
            Self::Real(v) => ValueRef::Real(*v),
            Self::Bool(v) => ValueRef::Integer(i64::from(*v)),
            Self::Text(v) => ValueRef::Text(v.as_bytes()),
            Self::Bytes(v) => ValueRef::Blob(v),
            Self::Id(v) => ValueRef::Blob(v.as_bytes()),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Int(v), &Type::INT8) => out.put_i64(*v),
            (Self::Int(v), &Type::INT4) => out.put_i32(i32::try_from(*v)?),
            (Self::Int(v), &Type::INT2) => out.put_i16(i16::try_from(*v)?),
            (Self::Real(v), &Type::FLOAT8) => out.put_f64(*v),
            (Self::Bool(v), &Type::BOOL) => out.put_u8(u8::from(*v)),
            (Self::Text(v), &Type::JSONB) => {
                out.put_u8(1); // the version of the binary format
                out.put_slice(v.as_bytes());
            }
            (Self::Text(v), &Type::TEXT | &Type::VARCHAR | &Type::JSON | &Type::UNKNOWN) => {
                out.put_slice(v.as_bytes());
            }
            (Self::Bytes(v), &Type::BYTEA) => out.put_slice(v),
            (Self::Id(v), &Type::UUID) => out.put_slice(v.as_bytes()),
            (value, ty) => {
                return Err(format!("a {value:?} cannot be bound to a parameter of type {ty}").into());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value of a row, borrowed from it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'r> {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(&'r str),
    Bytes(&'r [u8]),
    Id(Uuid),
}

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT2 => Self::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw),
            Type::UUID => Self::Id(Uuid::from_slice(raw)?),
            Type::JSONB => Self::Text(std::str::from_utf8(raw.get(1..).unwrap_or_default())?),
            _ => Self::Text(std::str::from_utf8(raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A row of either database.
#[derive(Debug)]
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

impl Row<'_> {
    /// The value of the column, counted from 0.
    pub(crate) fn get<T: FromCell>(&self, column: usize) -> Result<T> {
        let cell = match self {
            Self::Sqlite(row) => match row.get_ref(column)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(v) => Cell::Int(v),
                ValueRef::Real(v) => Cell::Real(v),
                ValueRef::Text(v) => Cell::Text(std::str::from_utf8(v).map_err(|e| unreadable(column, e))?),
                ValueRef::Blob(v) => Cell::Bytes(v),
            },
            Self::Postgres(row) => row.try_get(column)?,
        };
        T::from_cell(cell)
            .ok_or_else(|| unreadable(column, format!("{cell:?} where another type was wanted")))
    }

    /// JSON text, read as `T`.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|e| unreadable(column, e))
    }

    /// JSON text or nothing.
    pub(crate) fn json_opt<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|t| serde_json::from_str(&t).map_err(|e| unreadable(column, e))).transpose()
    }

    /// A word that `parse` knows.
    pub(crate) fn word<T>(&self, column: usize, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let text: String = self.get(column)?;
        parse(&text).ok_or_else(|| unreadable(column, format!("`{text}` is not a known word")))
    }
}

fn unreadable(column: usize, reason: impl ToString) -> Error {
    Error::Unreadable { column, reason: reason.to_string() }
}

/// Anything that can be read from a cell.
pub(crate) trait FromCell: Sized {
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Int(v) = cell { Some(v) } else { None }
    }
}
impl FromCell for f64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Real(v) = cell { Some(v) } else { None }
    }
}
impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Bool(v) => Some(v),
            Cell::Int(v) => Some(v != 0),
            _ => None,
        }
    }
}
impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Text(v) = cell { Some(v.to_owned()) } else { None }
    }
}
impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Bytes(v) = cell { Some(v.to_owned()) } else { None }
    }
}
impl FromCell for Uuid {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Id(v) => Some(v),
            Cell::Bytes(v) => Self::from_slice(v).ok(),
            _ => None,
        }
    }
}
impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

/// Newtypes that are stored as what they wrap.
macro_rules! wrapped {
    ($($name:ty, $inner:ty => $wrap:expr;)*) => {$(
        impl FromCell for $name {
            fn from_cell(cell: Cell<'_>) -> Option<Self> {
                <$inner>::from_cell(cell).map($wrap)
            }
        }
    )*};
}
wrapped! {
    Timestamp, i64 => Timestamp::from_micros;
    domain::WorkspaceId, Uuid => domain::WorkspaceId;
    domain::UserId, Uuid => domain::UserId;
    domain::PhoneNumberId, Uuid => domain::PhoneNumberId;
    domain::ContactId, Uuid => domain::ContactId;
    domain::ConversationId, Uuid => domain::ConversationId;
    domain::MessageId, Uuid => domain::MessageId;
    domain::MediaId, Uuid => domain::MediaId;
    domain::UploadId, Uuid => domain::UploadId;
    domain::JobId, Uuid => domain::JobId;
    domain::TemplateId, Uuid => domain::TemplateId;
    domain::FlowId, Uuid => domain::FlowId;
    domain::FlowKeyId, Uuid => domain::FlowKeyId;
    domain::Wamid, String => domain::Wamid;
    domain::WabaId, String => domain::WabaId;
    domain::MetaAppId, String => domain::MetaAppId;
    domain::id::MetaPhoneNumberId, String => domain::id::MetaPhoneNumberId;
    domain::Secret, String => domain::Secret::new;
}
