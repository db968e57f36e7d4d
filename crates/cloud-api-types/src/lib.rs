//! Meta's vocabulary: messages, statuses, errors and webhook payloads of the WhatsApp Cloud API.
