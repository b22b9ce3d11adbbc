//! `quittance admin root`: several people make an installation's root together, with files that go from hand to
//! hand. None of it needs a server or a network; only `install` speaks to the server.

mod draft;
pub(crate) mod files;
mod new_key;
mod options;
mod show;
mod sign;
mod words;

pub(crate) use options::{KeyCommand, RootCommand};

/// Does one step and says what it did.
#[expect(clippy::print_stdout, reason = "the result of the command")]
pub(crate) fn run(step: RootCommand) -> anyhow::Result<()> {
    let said = match step {
        RootCommand::Key(KeyCommand::New(options)) => new_key::run(&options)?,
        RootCommand::Draft(options) => draft::run(options)?,
        RootCommand::Sign(options) => sign::run(&options)?,
        RootCommand::Show { file } => show::run(&file)?,
    };
    println!("{}", said.trim_end());
    Ok(())
}
