use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};

use super::NotLatin;
use super::element::{Element, HEIGHT, MARGIN, Run, Style, WIDTH};
use super::font::Font;
use super::win_ansi::encode;
use crate::Sheet;

const FOOT: Style = Style { font: Font::Regular, size: 80 };
const CATALOG: i32 = 1;
const TREE: i32 = 2;
const INFO: i32 = 3;
const REGULAR: i32 = 4;
const BOLD: i32 = 5;
/// The first page's number; its content has the next one.
const FIRST: i32 = 6;

/// The file.
pub(super) fn write(sheet: &Sheet, pages: &[Vec<Element>]) -> Result<Vec<u8>, NotLatin> {
    let mut pdf = Pdf::new();
    let tree = Ref::new(TREE);
    pdf.catalog(Ref::new(CATALOG)).pages(tree).lang(TextStr(sheet.language.tag()));
    pdf.document_info(Ref::new(INFO)).title(TextStr(&sheet.title));
    let ids: Vec<Ref> = (FIRST..).step_by(2).take(pages.len()).map(Ref::new).collect();
    let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(ids.iter().copied()).count(count);
    for (id, base) in [(REGULAR, "Helvetica"), (BOLD, "Helvetica-Bold")] {
        let mut font = pdf.type1_font(Ref::new(id));
        font.base_font(Name(base.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for ((number, lines), id) in (1_usize..).zip(pages).zip(ids) {
        let content_id = Ref::new(id.get() + 1);
        let mut page = pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree).contents(content_id);
        page.resources()
            .fonts()
            .pair(Font::Regular.name(), Ref::new(REGULAR))
            .pair(Font::Bold.name(), Ref::new(BOLD));
        drop(page);
        let foot =
            sheet.language.texts().with("page", [("number", number.into()), ("count", pages.len().into())]);
        let foot = FOOT.run_to(WIDTH - MARGIN, encode(&foot)?);
        pdf.stream(content_id, &content(lines, &foot));
    }
    Ok(pdf.finish())
}

/// What is drawn on a page.
fn content(lines: &[Element], foot: &Run) -> Vec<u8> {
    let mut content = Content::new();
    // From here on a unit is a tenth of a point.
    content.transform([0.1, 0.0, 0.0, 0.1, 0.0, 0.0]).set_line_width(4.0).set_stroke_gray(0.75);
    let mut y = HEIGHT - MARGIN;
    for (at, line) in lines.iter().enumerate() {
        // White space above the first line is the margin's.
        y = y.saturating_sub(line.height + if at == 0 { 0 } else { line.above });
        // The baseline leaves room for what hangs below it.
        let base = y + line.height / 4;
        for run in &line.runs {
            show(&mut content, run, base);
        }
        if line.rule {
            content.move_to(MARGIN.into(), y.into()).line_to((WIDTH - MARGIN).into(), y.into()).stroke();
        }
    }
    show(&mut content, foot, MARGIN / 2);
    content.finish().into_vec()
}

fn show(content: &mut Content, run: &Run, y: u16) {
    content.begin_text();
    content.set_font(run.font.name(), run.size.into());
    content.set_text_matrix([1.0, 0.0, 0.0, 1.0, run.x.into(), y.into()]);
    content.show(Str(&run.text)).end_text();
}
