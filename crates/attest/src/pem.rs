use data_encoding::BASE64;

/// Characters in a line of base 64 (RFC 7468, 2).
const LINE: usize = 64;

/// Certificates as a PEM file, in their order.
#[must_use]
pub fn to_pem<B: AsRef<[u8]>>(certificates: &[B]) -> String {
    certificates.iter().map(|certificate| section(certificate.as_ref())).collect()
}

fn section(certificate: &[u8]) -> String {
    let base64 = BASE64.encode(certificate);
    let lines = base64.as_bytes().chunks(LINE).map(|line| format!("{}\n", String::from_utf8_lossy(line)));
    let lines: String = lines.collect();
    format!("-----BEGIN CERTIFICATE-----\n{lines}-----END CERTIFICATE-----\n")
}
