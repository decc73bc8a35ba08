//! The structure of a paper as readers for the blind follow it: a tree of tagged elements.
//! Belongs here: the tree. Never here: how it is written into the file (write), where it stands (layout).

/// An element of the tree, by its place in [`Tree::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub usize);

/// One element: its standard structure type (ISO 32000-1, 14.8.4) and where it hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// `H1`, `P`, `TR` and so on.
    pub kind: &'static str,
    /// Nothing for those directly under the document.
    pub parent: Option<ElementId>,
    /// For header cells: what they head.
    pub scope: Option<&'static str>,
}

/// All elements, in reading order; a parent stands before its children.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    pub elements: Vec<Element>,
}

impl Tree {
    /// Adds an element after all others.
    pub fn add(&mut self, kind: &'static str, parent: Option<ElementId>) -> ElementId {
        self.elements.push(Element { kind, parent, scope: None });
        ElementId(self.elements.len() - 1)
    }

    /// Adds a header cell, of a `Column` or a `Row`.
    pub fn add_header(&mut self, scope: &'static str, parent: ElementId) -> ElementId {
        let id = self.add("TH", Some(parent));
        self.elements[id.0].scope = Some(scope);
        id
    }

    /// The children of an element, in reading order; of the document when `of` is nothing.
    pub fn children(&self, of: Option<ElementId>) -> impl Iterator<Item = ElementId> + '_ {
        self.elements
            .iter()
            .enumerate()
            .filter(move |(_, element)| element.parent == of)
            .map(|(place, _)| ElementId(place))
    }
}
