use std::path::Path;

use anyhow::Context as _;

use super::clock::Financed;
use super::lender::{Lender, text};

/// Keeps what the contracts leave behind: for each one evidence file, and its documents one by one.
pub(super) async fn keep(lender: &Lender, folder: &Path, contracts: &[&Financed]) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("can't create {}", folder.display()))?;
    for financed in contracts {
        let (id, path) = (&financed.contract, format!("/v1/contracts/{}", financed.contract));
        let evidence = lender.download(&format!("{path}/evidence")).await?;
        crate::whole_file::write(&folder.join(format!("{id}.evidence")), &evidence)?;
        let listed = lender.get(&format!("{path}/documents")).await?;
        let listed = listed["data"].as_array().context("no list of documents")?;
        for (number, document) in listed.iter().enumerate() {
            let (kind, href) = (text(document, "kind")?, text(document, "href")?);
            let ending = if kind == "attestation" { "pem" } else { "cose" };
            let name = format!("{id}-{:02}-{kind}.{ending}", number + 1);
            crate::whole_file::write(&folder.join(name), &lender.download(&href).await?)?;
        }
    }
    Ok(())
}
