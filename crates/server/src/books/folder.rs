use std::path::Path;

use serde_json::{Value, json};
use store::StoreError;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc;

use super::download::write;
use super::export::{Days, Export, Format};
use crate::{App, LenderContext, Problem};

impl App {
    /// Writes every export in both formats into a folder, and says what it wrote. A file has its name once it
    /// is whole.
    ///
    /// # Errors
    /// The folder can't be written, or the store fails.
    pub(crate) async fn export_books(
        &self,
        lender: &LenderContext,
        folder: &Path,
        days: Days,
    ) -> Result<Value, Problem> {
        let unwritable = |error: std::io::Error| {
            Problem::invalid("dir", format!("can't write into {}: {error}", folder.display()))
        };
        fs::create_dir_all(folder).await.map_err(unwritable)?;
        let mut files = Vec::new();
        for export in Export::ALL {
            for format in Format::ALL {
                let name = format!("{}.{}", export.name(), format.ending());
                let (path, part) = (folder.join(&name), folder.join(format!(".{name}.part")));
                let bytes =
                    self.export_file(lender, export, format, days, &part).await?.map_err(unwritable)?;
                fs::rename(&part, &path).await.map_err(unwritable)?;
                files.push(json!({ "file": path.display().to_string(), "bytes": bytes }));
            }
        }
        Ok(json!({ "lender": lender.id, "files": files }))
    }

    /// The inner error is the disk's.
    async fn export_file(
        &self,
        lender: &LenderContext,
        export: Export,
        format: Format,
        days: Days,
        path: &Path,
    ) -> Result<std::io::Result<u64>, StoreError> {
        let mut file = match File::create(path).await {
            Ok(file) => file,
            Err(error) => return Ok(Err(error)),
        };
        let (parts, mut written) = mpsc::channel(1);
        let writing = async {
            let done = write(self, lender, export, format, days, &parts).await;
            drop(parts);
            done
        };
        let keeping = async {
            let mut bytes = 0_u64;
            while let Some(part) = written.recv().await {
                let Ok(part) = part else { continue };
                file.write_all(&part).await?;
                bytes = bytes.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
            }
            file.sync_all().await?;
            Ok(bytes)
        };
        let (done, kept) = tokio::join!(writing, keeping);
        done?;
        Ok(kept)
    }
}
