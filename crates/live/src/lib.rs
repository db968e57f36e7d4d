//! The event feed to subscribers: WebSocket, long poll, resume by cursor.
