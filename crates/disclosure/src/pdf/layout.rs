use super::NotLatin;
use super::element::{COLUMN, Element, MARGIN, Style};
use super::font::Font;
use super::win_ansi::encode;
use crate::{Block, Fact, Section, Sheet, Table};

const TITLE: Style = Style { font: Font::Bold, size: 200 };
const HEADING: Style = Style { font: Font::Bold, size: 125 };
const BODY: Style = Style { font: Font::Regular, size: 97 };
const STRONG: Style = Style { font: Font::Bold, size: 97 };
const SMALL: Style = Style { font: Font::Regular, size: 83 };
/// Where a list's text begins, from the margin.
const INDENT: u16 = 150;
/// Where the second column of the schedule begins, from the margin.
const SECOND: u16 = 400;
/// How wide a column of amounts is.
const AMOUNT: u16 = 930;

/// Every line of the sheet, from top to bottom.
pub(super) fn elements(sheet: &Sheet) -> Result<Vec<Element>, NotLatin> {
    let mut lines = paragraph(TITLE, &sheet.title, 0, 0)?;
    lines.extend(paragraph(BODY, &sheet.stage, 60, 0)?);
    lines.extend(facts(&sheet.about)?);
    lines.extend(section(&sheet.cost)?);
    lines.extend(table(&sheet.schedule)?);
    for part in &sheet.sections {
        lines.extend(section(part)?);
    }
    Ok(lines)
}

fn section(section: &Section) -> Result<Vec<Element>, NotLatin> {
    let mut lines = heading(&section.heading)?;
    for block in &section.blocks {
        match block {
            Block::Text(text) => lines.extend(paragraph(BODY, text, 40, 0)?),
            Block::List(items) => {
                for item in items {
                    lines.extend(bullet(item)?);
                }
            }
            Block::Facts(all) => lines.extend(facts(all)?),
        }
    }
    Ok(lines)
}

fn heading(text: &str) -> Result<Vec<Element>, NotLatin> {
    let mut lines = paragraph(HEADING, text, 190, 0)?;
    for line in &mut lines {
        line.keep_with_next = true;
    }
    Ok(lines)
}

/// Lines of text, with white space above the first.
fn paragraph(style: Style, text: &str, above: u16, indent: u16) -> Result<Vec<Element>, NotLatin> {
    let lines = style.wrap(text, COLUMN - indent)?.into_iter().enumerate();
    let line = |(at, line): (usize, Vec<u8>)| Element {
        runs: vec![style.run(MARGIN + indent, line)],
        above: if at == 0 { above } else { 0 },
        height: style.line(),
        ..Element::default()
    };
    Ok(lines.map(line).collect())
}

fn bullet(text: &str) -> Result<Vec<Element>, NotLatin> {
    let mut lines = paragraph(BODY, text, 20, INDENT)?;
    if let Some(first) = lines.first_mut() {
        first.runs.push(BODY.run(MARGIN + INDENT / 3, encode("•")?));
    }
    Ok(lines)
}

/// Labels on the left and values on the right, with what they mean below.
fn facts(facts: &[Fact]) -> Result<Vec<Element>, NotLatin> {
    let mut lines = Vec::new();
    for fact in facts {
        let (label, value) = (encode(&fact.label)?, encode(&fact.value)?);
        let beside =
            u32::from(BODY.width(&label)) + u32::from(STRONG.width(&value)) + 200 <= u32::from(COLUMN);
        if beside {
            let runs = vec![BODY.run(MARGIN, label), STRONG.run_to(MARGIN + COLUMN, value)];
            lines.push(Element { runs, above: 45, height: BODY.line(), ..Element::default() });
        } else {
            lines.extend(paragraph(BODY, &fact.label, 45, 0)?);
            lines.extend(paragraph(STRONG, &fact.value, 0, INDENT)?);
        }
        if let Some(note) = &fact.note {
            if let Some(line) = lines.last_mut() {
                line.keep_with_next = true;
            }
            lines.extend(paragraph(SMALL, note, 0, 0)?);
        }
        if let Some(line) = lines.last_mut() {
            line.rule = true;
        }
    }
    Ok(lines)
}

fn table(table: &Table) -> Result<Vec<Element>, NotLatin> {
    let mut lines = heading(&table.heading)?;
    let mut note = paragraph(BODY, &table.note, 40, 0)?;
    if let Some(last) = note.last_mut() {
        last.keep_with_next = true;
    }
    lines.extend(note);
    let head =
        Element { head: true, keep_with_next: true, rule: true, above: 60, ..row(&table.columns, STRONG)? };
    lines.push(head);
    for cells in &table.rows {
        lines.push(Element { row: true, rule: true, ..row(cells, BODY)? });
    }
    Ok(lines)
}

/// Cells in their columns: two from the left, amounts to the right.
fn row(cells: &[String], style: Style) -> Result<Element, NotLatin> {
    let mut runs = Vec::with_capacity(cells.len());
    for (cell, x) in cells.iter().zip([0, SECOND]) {
        runs.push(style.run(MARGIN + x, encode(cell)?));
    }
    let rights = std::iter::successors(Some(COLUMN), |right| right.checked_sub(AMOUNT));
    for (cell, right) in cells.iter().skip(2).rev().zip(rights) {
        runs.push(style.run_to(MARGIN + right, encode(cell)?));
    }
    Ok(Element { runs, height: style.line() + 20, ..Element::default() })
}
