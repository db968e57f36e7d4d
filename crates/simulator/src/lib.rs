//! The WhatsApp Cloud API, pretended: Graph endpoints, phones to type on, signed webhooks, faults on demand.
