//! Tables in the HTML of a description. Programs that make KML of a layer, such as ArcGIS, write there what its table
//! says: a row a column, with its name and its value.

use quick_xml::escape::{resolve_predefined_entity, unescape_with};

/// As many letters as the name of a column may have.
const LONGEST_NAME: usize = 100;

/// The rows of two cells of the tables of a text, as names and values; none where it has fewer than two such rows.
/// ```text
/// <table><tr><td>date</td><td>2022-08-07</td></tr><tr><td>killed</td><td>2</td></tr></table>
/// ```
pub(super) fn pairs(html: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    // The cells of the row so far, whether the last of them is open, and where its text goes on.
    let mut cells: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        if let (true, Some(cell)) = (is_open, cells.last_mut()) {
            cell.push_str(text);
        }
        let Some(end) = tag.find('>') else {
            break;
        };
        match name_of(&tag[1..end]).as_str() {
            "tr" => {
                cells.clear();
                is_open = false;
            }
            "td" | "th" => {
                cells.push(String::new());
                is_open = true;
            }
            "/td" | "/th" => is_open = false,
            "/tr" => {
                pairs.extend(pair(&cells));
                cells.clear();
            }
            "br" | "br/" | "p" | "/p" => cells.iter_mut().take(2).for_each(|cell| cell.push(' ')),
            _ => {}
        }
        rest = &tag[end + 1..];
    }
    if pairs.len() < 2 {
        pairs.clear();
    }
    pairs
}

/// The name of a tag, in small letters, of what stands between its brackets.
fn name_of(tag: &str) -> String {
    let name = tag.split_ascii_whitespace().next().unwrap_or_default();
    name.chars().take(10).collect::<String>().to_lowercase()
}

/// A row of two cells as a name and a value.
fn pair(cells: &[String]) -> Option<(String, String)> {
    let [name, value] = cells else {
        return None;
    };
    let [name, value] = [name, value].map(|cell| plain(cell));
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    // ArcGIS writes so that there is nothing.
    let value = if value == "<Null>" {
        String::new()
    } else {
        value
    };
    is_name.then_some((name, value))
}

/// A text of a cell without entities and needless spaces.
fn plain(cell: &str) -> String {
    let letter = |name: &str| match name {
        "nbsp" => Some(" "),
        name => resolve_predefined_entity(name),
    };
    let text = unescape_with(cell, letter);
    let text = text.map_or_else(|_| cell.to_owned(), |text| text.into_owned());
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, &str)]) {
        let expected: Vec<(String, String)> = expected
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(pairs(html), expected, "{html}");
    }

    #[test]
    fn rows_of_two_cells_are_names_and_values() {
        check(
            "<table><tr><td>date</td><td>2022-08-07</td></tr><tr><td>killed</td><td>2</td></tr></table>",
            &[("date", "2022-08-07"), ("killed", "2")],
        );
        // As ArcGIS has it: the name of the feature over a table of its own.
        check(
            r#"<html><body><table border="1"><tr style="x"><td>Lachin</td></tr><tr><td><table>
               <TR><TD>FID</TD><TD>0</TD></TR><tr bgcolor="y"><td>A &amp; B</td><td>&lt;Null&gt;</td></tr>
               <tr><th>Note</th><td><b>two</b><br>words&nbsp;here</td></tr></table></td></tr></table>"#,
            &[("FID", "0"), ("A & B", ""), ("Note", "two words here")],
        );
    }

    #[test]
    fn what_is_no_table_of_names_is_none() {
        for html in [
            "",
            "<",
            "fire < 5 > 3",
            "<table><tr><td>one</td><td>pair</td></tr></table>",
            "<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>",
            "<tr><td></td><td>b</td></tr><tr><td> </td><td>2</td></tr>",
            "<tr><td>a<td>b</tr><tr><td>a",
        ] {
            check(html, &[]);
        }
    }
}
