//! What is wrong with the record.
