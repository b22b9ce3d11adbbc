use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf, absolute};
use std::process::ExitCode;

use anyhow::Context as _;
use bureau::Checker;
use clap::Subcommand;
use ident::LenderId;
use server::admin::{AdminCommand, BureauAct, FurnisherPaper};

use super::options::Act;
use crate::cli::Usage;
use crate::whole_file;

/// A line that is longer holds no record, whatever it is.
const LONGEST_LINE: u64 = 4096;

#[derive(Debug, Subcommand)]
pub(super) enum Bureau {
    /// Say who the lender is to the bureaus: a JSON file with identification_number, name, address and, as far as
    /// there are, telephone, innovis, equifax, experian, transunion.
    Furnisher {
        file: PathBuf,
        /// Which lender; not needed where there is one.
        #[arg(long)]
        lender: Option<LenderId>,
    },
    /// Write a month's Metro 2 file, and name the loans it is without.
    Export {
        /// A month that is over, as YYYY-MM.
        #[arg(long)]
        month: String,
        /// Where the file goes.
        #[arg(long)]
        out: PathBuf,
        /// Whose loans; not needed where there is one lender.
        #[arg(long)]
        lender: Option<LenderId>,
    },
    /// Check any Metro 2 file of 426-character records: one line for each fault. Exit code 1 if there is any.
    Check { file: PathBuf },
}

impl Bureau {
    pub(super) fn into_act(self) -> anyhow::Result<Act> {
        let act = match self {
            Self::Furnisher { file, lender } => {
                let text = whole_file::read_text(&file)?;
                let furnisher = serde_json::from_str::<FurnisherPaper>(&text);
                let furnisher = furnisher.map_err(|error| Usage(format!("{}: {error}", file.display())))?;
                BureauAct::Furnisher { lender, furnisher }
            }
            Self::Export { month, out, lender } => {
                // A running server writes it, and stands elsewhere.
                let out = absolute(&out).with_context(|| format!("there is no {}", out.display()))?;
                BureauAct::Export { lender, month, out }
            }
            Self::Check { file } => return Ok(Act::BureauCheck(file)),
        };
        Ok(Act::Server(AdminCommand::Bureau(act), None))
    }
}

/// Checks a file line by line, in constant memory.
pub(super) fn check(file: &Path) -> anyhow::Result<ExitCode> {
    let opened = File::open(file).map_err(|error| Usage(format!("{}: {error}", file.display())))?;
    let (mut input, mut out) = (BufReader::new(opened), std::io::stdout().lock());
    let (mut checker, mut faults, mut line) = (Checker::default(), 0_u64, Vec::new());
    loop {
        line.clear();
        let read = std::io::Read::take(&mut input, LONGEST_LINE).read_until(b'\n', &mut line);
        if read.with_context(|| format!("can't read {}", file.display()))? == 0 {
            break;
        }
        let record = line.strip_suffix(b"\n").unwrap_or(&line);
        for fault in checker.record(record.strip_suffix(b"\r").unwrap_or(record)) {
            faults += 1;
            writeln!(out, "{fault}")?;
        }
    }
    for fault in checker.finish() {
        faults += 1;
        writeln!(out, "{fault}")?;
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
