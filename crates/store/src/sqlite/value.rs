//! How values are kept: identifiers as 16 bytes, instants as microseconds, counts as signed 64 bits.

use ident::{
    ApiKeyId, ApprovalId, ContractId, DeviceId, EndpointId, EventId, LeafId, LenderId, MessageId, OperatorId,
    PaymentId, RawEventId, SessionId, TransactionId,
};
use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Error, Result, Row};

use crate::ClockId;

/// A value on its way into or out of a column.
pub(super) struct Sql<T>(pub(super) T);

macro_rules! ids {
    ($($id:ident),*) => {$(
        impl ToSql for Sql<$id> {
            fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for Sql<$id> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <[u8; 16]>::column_result(value).map(|bytes| Self($id::from_bytes(bytes)))
            }
        }
    )*};
}

ids!(
    ApiKeyId,
    ApprovalId,
    ContractId,
    DeviceId,
    EndpointId,
    EventId,
    LeafId,
    LenderId,
    MessageId,
    OperatorId,
    PaymentId,
    RawEventId,
    SessionId,
    TransactionId
);

impl ToSql for Sql<ClockId> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_bytes().to_vec()))
    }
}

impl FromSql for Sql<ClockId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|bytes| Self(ClockId::from_bytes(bytes)))
    }
}

impl ToSql for Sql<Timestamp> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_microsecond()))
    }
}

impl FromSql for Sql<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let micros = i64::column_result(value)?;
        Timestamp::from_microsecond(micros).map(Self).map_err(|_| FromSqlError::OutOfRange(micros))
    }
}

impl ToSql for Sql<u64> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        let number = i64::try_from(self.0).map_err(|error| Error::ToSqlConversionFailure(error.into()))?;
        Ok(ToSqlOutput::from(number))
    }
}

impl FromSql for Sql<u64> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = i64::column_result(value)?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

/// A column's value.
pub(super) fn get<T>(row: &Row<'_>, column: usize) -> Result<T>
where
    Sql<T>: FromSql,
{
    row.get::<_, Sql<T>>(column).map(|value| value.0)
}

/// A column's value, if it has one.
pub(super) fn get_opt<T>(row: &Row<'_>, column: usize) -> Result<Option<T>>
where
    Sql<T>: FromSql,
{
    row.get::<_, Option<Sql<T>>>(column).map(|value| value.map(|value| value.0))
}
