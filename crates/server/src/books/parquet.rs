use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::basic::{LogicalType, Repetition, Type as PhysicalType};
use ::parquet::data_type::{
    ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::Type;

use super::cell::{Cell, Column, Kind, Row};
use crate::persist;

/// Rows that stand together in the file; so many are held in memory.
const GROUP: usize = 20_000;
/// Amounts have four digits behind the point, as many as any currency needs.
const SCALE: i32 = 4;
/// 38 digits: 16 bytes.
const PRECISION: i32 = 38;

/// What the writer has written and nobody has taken yet.
#[derive(Debug, Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A Parquet file on its way, a group of rows at a time.
pub(super) struct ParquetSheet {
    columns: &'static [Column],
    pipe: Pipe,
    writer: SerializedFileWriter<Pipe>,
    waiting: Vec<Row>,
}

impl ParquetSheet {
    pub(super) fn begin(columns: &'static [Column]) -> Result<Self> {
        let fields = columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder("books").with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_created_by("quittance".to_owned()).build();
        let pipe = Pipe::default();
        let writer = SerializedFileWriter::new(pipe.clone(), Arc::new(schema), Arc::new(properties))?;
        Ok(Self { columns, pipe, writer, waiting: Vec::new() })
    }

    pub(super) fn add(&mut self, rows: Vec<Row>) -> Result<()> {
        self.waiting.extend(rows);
        if self.waiting.len() >= GROUP { self.write() } else { Ok(()) }
    }

    /// What was written since the last time.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut *self.pipe.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The rows that wait, and the directory at the file's end.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        self.write()?;
        self.writer.finish()?;
        Ok(self.take())
    }

    fn write(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.waiting);
        let mut group = self.writer.next_row_group()?;
        for (at, column) in self.columns.iter().enumerate() {
            let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.get(at)).collect();
            write_column(&mut group, column.kind, &cells)?;
        }
        group.close()?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<Type> {
    let (physical, logical) = match column.kind {
        Kind::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (PhysicalType::INT64, None),
        Kind::Day => (PhysicalType::INT32, Some(LogicalType::Date)),
        Kind::Instant => {
            let unit = ::parquet::basic::TimeUnit::MICROS;
            (PhysicalType::INT64, Some(LogicalType::timestamp(true, unit)))
        }
        Kind::Amount => (PhysicalType::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(SCALE, PRECISION))),
    };
    let builder = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if column.kind == Kind::Amount {
        builder.with_length(16).with_precision(PRECISION).with_scale(SCALE).build()
    } else {
        builder.build()
    }
}

/// The values that are there, and for each row whether there is one.
fn write_column(group: &mut SerializedRowGroupWriter<'_, Pipe>, kind: Kind, cells: &[&Cell]) -> Result<()> {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(**cell != Cell::None)).collect();
    let there = cells.iter().copied().filter(|cell| **cell != Cell::None);
    let missing = || ParquetError::General("a column without its writer".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    let levels = Some(levels.as_slice());
    match kind {
        Kind::Text => {
            let values = there.map(text).collect::<Result<Vec<_>>>()?;
            column.typed::<ByteArrayType>().write_batch(&values, levels, None)?
        }
        Kind::Integer | Kind::Instant => {
            let values = there.map(integer).collect::<Result<Vec<_>>>()?;
            column.typed::<Int64Type>().write_batch(&values, levels, None)?
        }
        Kind::Day => {
            let values = there.map(day).collect::<Result<Vec<_>>>()?;
            column.typed::<Int32Type>().write_batch(&values, levels, None)?
        }
        Kind::Amount => {
            let values = there.map(amount).collect::<Result<Vec<_>>>()?;
            column.typed::<FixedLenByteArrayType>().write_batch(&values, levels, None)?
        }
    };
    column.close()
}

fn other() -> ParquetError {
    ParquetError::General("a cell of another kind than its column".to_owned())
}

fn text(cell: &Cell) -> Result<ByteArray> {
    if let Cell::Text(text) = cell { Ok(text.as_str().into()) } else { Err(other()) }
}

fn integer(cell: &Cell) -> Result<i64> {
    match cell {
        Cell::Integer(number) => Ok(*number),
        Cell::Instant(at) => Ok(at.as_microsecond()),
        _ => Err(other()),
    }
}

fn day(cell: &Cell) -> Result<i32> {
    if let Cell::Day(day) = cell { Ok(persist::epoch_day(*day)) } else { Err(other()) }
}

fn amount(cell: &Cell) -> Result<FixedLenByteArray> {
    let Cell::Amount(minor, currency) = cell else { return Err(other()) };
    let digits = currency.decimals();
    let scale = u32::try_from(SCALE).ok().and_then(|scale| scale.checked_sub(digits));
    let scaled = scale.and_then(|scale| minor.checked_mul(10_i128.checked_pow(scale)?));
    let too_large = || ParquetError::General("an amount beyond 38 digits".to_owned());
    Ok(ByteArray::from(scaled.ok_or_else(too_large)?.to_be_bytes().to_vec()).into())
}
