use std::fmt;
use std::str::FromStr;

/// How many hashes or entries a full tile has.
pub const TILE_WIDTH: u64 = 256;

/// What a log serves (tlog-tiles). As text: the path below the log's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The signed checkpoint.
    Checkpoint,
    /// Hashes of a row.
    Tile {
        /// The row, from 0.
        level: u8,
        /// Which part of it.
        span: TileSpan,
    },
    /// Entries.
    Entries(TileSpan),
}

/// The start of a tile, or all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileSpan {
    /// The tile's number, from 0.
    pub number: u64,
    /// How many hashes or entries of it, 1 to 256.
    pub width: u64,
}

/// The path names nothing that a log has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no path of a log: `checkpoint`, `tile/0/x001/234`, `tile/entries/000.p/17`")]
pub struct PathError;

impl TileSpan {
    /// Whether it is a whole tile, which never changes.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The first leaf of it in row 0.
    #[must_use]
    pub const fn start(&self) -> u64 {
        self.number.saturating_mul(TILE_WIDTH)
    }

    fn parse(text: &str) -> Option<Self> {
        let (number, width) = match text.split_once(".p/") {
            Some((number, width)) => {
                (number, width.parse().ok().filter(|width| (1..TILE_WIDTH).contains(width))?)
            }
            None => (text, TILE_WIDTH),
        };
        let groups: Vec<&str> = number.split('/').collect();
        if groups.len() > 6 {
            return None;
        }
        let digits = groups.iter().map(|group| group.strip_prefix('x').unwrap_or(group));
        let number = digits.collect::<String>().parse().ok()?;
        let span = Self { number, width };
        // Only one way to write it.
        (span.to_string() == text).then_some(span)
    }
}

impl fmt::Display for TileSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups = vec![format!("{:03}", self.number % 1000)];
        let mut rest = self.number / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        f.write_str(&groups.join("/"))?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Tile { level, span } => write!(f, "tile/{level}/{span}"),
            Self::Entries(span) => write!(f, "tile/entries/{span}"),
        }
    }
}

impl FromStr for Resource {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        if path == "checkpoint" {
            return Ok(Self::Checkpoint);
        }
        let (row, span) =
            path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(PathError)?;
        let span = TileSpan::parse(span).ok_or(PathError)?;
        if row == "entries" {
            return Ok(Self::Entries(span));
        }
        let level = row.parse().ok().filter(|level: &u8| *level < 64 && level.to_string() == row);
        Ok(Self::Tile { level: level.ok_or(PathError)?, span })
    }
}
