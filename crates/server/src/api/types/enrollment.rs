use serde::Serialize;
use utoipa::ToSchema;

use super::Instant;

/// What the device scans to enroll, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EnrollmentCodeView {
    /// The text inside the QR code.
    #[schema(example = "quittance:enroll?s=https%3A%2F%2Fpay.example.com&t=AAAAABTR4&k=9f2d6b1c")]
    pub(crate) code: String,
    /// The QR code as SVG.
    #[schema(example = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    pub(crate) qr_svg: String,
    /// When the code ends.
    pub(crate) expires_at: Instant,
}
