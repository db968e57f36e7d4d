//! Background work: apply journal entries, send messages.
