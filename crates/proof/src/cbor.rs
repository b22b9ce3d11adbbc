//! How instants and days stand in documents: whole seconds and whole days since 1970-01-01 (UTC).

/// Seconds since 1970-01-01T00:00:00Z (CWT `NumericDate`, integers only).
pub mod seconds {
    use jiff::Timestamp;
    use minicbor::decode::Error as DecodeError;
    use minicbor::encode::{Error as EncodeError, Write};
    use minicbor::{Decoder, Encoder};

    /// Writes whole seconds; a fraction is cut off.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode<C, W: Write>(
        at: &Timestamp,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        e.i64(at.as_second())?.ok()
    }

    /// Reads whole seconds.
    ///
    /// # Errors
    /// When the input is not an integer in the calendar's range.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Timestamp, DecodeError> {
        Timestamp::from_second(d.i64()?).map_err(DecodeError::message)
    }
}

/// Days since 1970-01-01 (the numbers of RFC 8943's tag 100, without the tag).
pub mod day {
    use jiff::civil::{Date, date};
    use jiff::{Span, Unit};
    use minicbor::decode::Error as DecodeError;
    use minicbor::encode::{Error as EncodeError, Write};
    use minicbor::{Decoder, Encoder};

    const EPOCH: Date = date(1970, 1, 1);

    /// Writes the number of days.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode<C, W: Write>(
        day: &Date,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        let days = EPOCH.until((Unit::Day, *day)).map_or(0, |span| span.get_days());
        e.i32(days)?.ok()
    }

    /// Reads the number of days.
    ///
    /// # Errors
    /// When the input is not an integer in the calendar's range.
    pub fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Date, DecodeError> {
        let span = Span::new().try_days(d.i32()?).map_err(DecodeError::message)?;
        EPOCH.checked_add(span).map_err(DecodeError::message)
    }
}

/// A list of messages; an empty one is left out.
pub mod messages {
    use minicbor::bytes::ByteVec;
    use minicbor::decode::Error as DecodeError;
    use minicbor::encode::{Error as EncodeError, Write};
    use minicbor::{Decoder, Encode, Encoder};

    /// Writes the list.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode<C, W: Write>(
        list: &Vec<ByteVec>,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        list.encode(e, ctx)
    }

    /// Reads a list.
    ///
    /// # Errors
    /// When the input is none.
    pub fn decode<C>(d: &mut Decoder<'_>, ctx: &mut C) -> Result<Vec<ByteVec>, DecodeError> {
        d.decode_with(ctx)
    }

    /// Absent means empty.
    #[must_use]
    pub const fn nil() -> Option<Vec<ByteVec>> {
        Some(Vec::new())
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub const fn is_nil(list: &[ByteVec]) -> bool {
        list.is_empty()
    }
}

/// A day or nothing.
pub mod optional_day {
    use jiff::civil::Date;
    use minicbor::data::Type;
    use minicbor::decode::Error as DecodeError;
    use minicbor::encode::{Error as EncodeError, Write};
    use minicbor::{Decoder, Encoder};

    /// Writes the day or null.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode<C, W: Write>(
        day: &Option<Date>,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        match day {
            Some(day) => crate::cbor::day::encode(day, e, ctx),
            None => e.null()?.ok(),
        }
    }

    /// Reads a day or null.
    ///
    /// # Errors
    /// When the input is neither.
    pub fn decode<C>(d: &mut Decoder<'_>, ctx: &mut C) -> Result<Option<Date>, DecodeError> {
        if d.datatype()? == Type::Null {
            d.null()?;
            return Ok(None);
        }
        crate::cbor::day::decode(d, ctx).map(Some)
    }

    /// Absent means nothing.
    #[must_use]
    pub const fn nil() -> Option<Option<Date>> {
        Some(None)
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub const fn is_nil(day: &Option<Date>) -> bool {
        day.is_none()
    }
}

/// An instant or nothing.
pub mod optional_seconds {
    use jiff::Timestamp;
    use minicbor::data::Type;
    use minicbor::decode::Error as DecodeError;
    use minicbor::encode::{Error as EncodeError, Write};
    use minicbor::{Decoder, Encoder};

    /// Writes whole seconds or null.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode<C, W: Write>(
        at: &Option<Timestamp>,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        match at {
            Some(at) => crate::cbor::seconds::encode(at, e, ctx),
            None => e.null()?.ok(),
        }
    }

    /// Reads whole seconds or null.
    ///
    /// # Errors
    /// When the input is neither.
    pub fn decode<C>(d: &mut Decoder<'_>, ctx: &mut C) -> Result<Option<Timestamp>, DecodeError> {
        if d.datatype()? == Type::Null {
            d.null()?;
            return Ok(None);
        }
        crate::cbor::seconds::decode(d, ctx).map(Some)
    }

    /// Absent means nothing.
    #[must_use]
    pub const fn nil() -> Option<Option<Timestamp>> {
        Some(None)
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub const fn is_nil(at: &Option<Timestamp>) -> bool {
        at.is_none()
    }
}
