//! Fields to type in. Each has an end: whatever is pasted into one, it is laid out within a frame.

use egui::{Key, Response, TextBuffer, TextEdit, Ui, text::CCursor, text_selection::CCursorRange};

/// The longest line, in letters: what is searched for, a name, an address.
const LONGEST_LINE: usize = 1_000;
/// The longest path.
const LONGEST_PATH: usize = 4_096;
/// The longest text, such as a statement.
pub const LONGEST_TEXT: usize = 100_000;

/// A field of one line.
pub fn line<'t>(text: &'t mut dyn TextBuffer) -> TextEdit<'t> {
    TextEdit::singleline(text).char_limit(LONGEST_LINE)
}

/// A field for a path.
pub fn path<'t>(text: &'t mut dyn TextBuffer) -> TextEdit<'t> {
    TextEdit::singleline(text).char_limit(LONGEST_PATH)
}

/// A field of several lines.
pub fn text<'t>(text: &'t mut dyn TextBuffer) -> TextEdit<'t> {
    TextEdit::multiline(text).char_limit(LONGEST_TEXT)
}

/// Puts the cursor behind the text of a field.
pub fn put_cursor_behind(ui: &Ui, field: &Response, text: &str) {
    select(ui, field, CCursorRange::one(end_of(text)));
}

/// Selects the text of a field, so that what is typed replaces it.
pub fn select_all(ui: &Ui, field: &Response, text: &str) {
    select(ui, field, CCursorRange::two(CCursor::new(0), end_of(text)));
}

fn end_of(text: &str) -> CCursor {
    CCursor::new(text.chars().count())
}

fn select(ui: &Ui, field: &Response, range: CCursorRange) {
    let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field.id);
}

/// Whether what was typed into a field was ended with Enter.
pub fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
