/**
 * What every Waypost client needs and no screen: types, the API, the live feed, the store, the outbox.
 */
export * from "./amounts.ts";
export * from "./api.ts";
export * from "./backoff.ts";
export * from "./content.ts";
export * from "./files.ts";
export * from "./format.ts";
export * from "./http.ts";
export * from "./live.ts";
export * from "./outbox.ts";
export * from "./richtext.ts";
export * from "./status.ts";
export * from "./store.ts";
export * from "./timers.ts";
export * from "./types.ts";
export * from "./views.ts";
