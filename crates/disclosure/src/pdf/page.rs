use super::element::{Element, HEIGHT, MARGIN};

/// The lines of each page. A line that keeps with the next moves with it, and a table's head comes back on every
/// page that the table reaches.
pub(super) fn paginate(elements: Vec<Element>) -> Vec<Vec<Element>> {
    let room = u32::from(HEIGHT - 2 * MARGIN);
    let mut pages: Vec<Vec<Element>> = Vec::new();
    let mut page: Vec<Element> = Vec::new();
    let mut used = 0_u32;
    let mut head: Option<Element> = None;
    for group in groups(elements) {
        let needed: u32 = group.iter().map(space).sum();
        if used > 0 && used + needed > room {
            pages.push(std::mem::take(&mut page));
            used = 0;
            if group.first().is_some_and(|line| line.row) {
                used = head.as_ref().map_or(0, space);
                page.extend(head.clone());
            }
        }
        if let Some(found) = group.iter().find(|line| line.head) {
            head = Some(found.clone());
        }
        used += needed;
        page.extend(group);
    }
    pages.push(page);
    pages
}

/// Lines with those they must not be parted from.
fn groups(elements: Vec<Element>) -> Vec<Vec<Element>> {
    let mut groups: Vec<Vec<Element>> = Vec::new();
    let mut joins = false;
    for element in elements {
        let keeps = element.keep_with_next;
        match groups.last_mut() {
            Some(group) if joins => group.push(element),
            _ => groups.push(vec![element]),
        }
        joins = keeps;
    }
    groups
}

fn space(element: &Element) -> u32 {
    u32::from(element.above) + u32::from(element.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(height: u16) -> Element {
        Element { height, ..Element::default() }
    }

    #[test]
    fn a_heading_goes_with_what_it_heads() {
        let heading = Element { keep_with_next: true, ..line(200) };
        let pages = paginate(vec![line(7_000), heading, line(300), line(100)]);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn a_table_has_its_head_on_every_page() {
        let head = Element { head: true, keep_with_next: true, ..line(150) };
        let rows = (0..120).map(|_| Element { row: true, ..line(150) });
        let pages = paginate(std::iter::once(head).chain(rows).collect());
        assert!(pages.len() > 2);
        assert!(pages.iter().all(|page| page[0].head));
        assert_eq!(pages.iter().flatten().filter(|line| line.row).count(), 120);
    }
}
