//! What the product does: every change, with its rows, events and jobs in one transaction.
