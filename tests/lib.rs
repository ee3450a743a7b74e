//! Repository-wide checks; see the test files beside this one.
