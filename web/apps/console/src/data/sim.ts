/**
 * The simulator's control API, when there is a simulator behind this server.
 */

import { useQuery } from "@tanstack/react-query";
import { createHttp } from "@waypost/core";
import { browserFetch } from "./client.ts";

export interface SimNumber {
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
  verified_name: string;
  quality_rating?: string;
}

export interface SimCustomer {
  phone: string;
  name: string;
  user_id?: string;
  username?: string | null;
  online: boolean;
  read_receipts: boolean;
  blocked?: boolean;
}

export interface SimWorld {
  now: string;
  numbers: SimNumber[];
  customers: SimCustomer[];
}

export interface SimMessage {
  n: number;
  id: string;
  from: "customer" | "business";
  at: string;
  type: string;
  text?: { body?: string } | string;
  reaction?: string | { emoji?: string } | null;
  status?: string | null;
  context?: { message_id?: string; id?: string } | null;
  [kind: string]: unknown;
}

export interface SimChat {
  /** What changed since the cursor that was asked from. */
  messages: SimMessage[];
  typing: boolean;
  cursor: number;
}

export interface SimDelivery {
  n: number;
  at: string;
  url: string;
  field: string;
  bytes: number;
  attempts: { at: string; status?: number | null; ms?: number | null; error?: string | null }[];
  state: string;
  body?: unknown;
}

// Its refusals say nothing about our own session, so it gets a door of its own.
const http = createHttp({ fetch: browserFetch });
const id = encodeURIComponent;

export const sim = {
  world: () => http.call<SimWorld>("GET", "/_sim/world"),
  chat: (phone: string, number: string, after: number) =>
    http.call<SimChat>("GET", `/_sim/customers/${id(phone)}/chats/${id(number)}`, { query: { after } }),
  addCustomer: (body: { phone: string; name: string }) =>
    http.call<unknown>("POST", "/_sim/customers", { body }),
  change: (phone: string, body: Partial<SimCustomer>) =>
    http.call<unknown>("PATCH", `/_sim/customers/${id(phone)}`, { body }),
  write: (phone: string, body: Record<string, unknown>) =>
    http.call<{ id: string }>("POST", `/_sim/customers/${id(phone)}/messages`, { body }),
  read: (phone: string, phone_number_id: string) =>
    http.call<unknown>("POST", `/_sim/customers/${id(phone)}/read`, { body: { phone_number_id } }),
  advance: (advance_seconds: number) =>
    http.call<{ now: string }>("POST", "/_sim/clock", { body: { advance_seconds } }),
  webhooks: (after: number) => http.call<unknown>("GET", "/_sim/webhooks", { query: { after } }),
};

/** The simulated world, or nothing when this server has no simulator. */
export function useSimWorld(everyMs: number | false = false) {
  return useQuery({
    queryKey: ["sim-world"],
    queryFn: sim.world,
    retry: false,
    staleTime: 60_000,
    refetchInterval: everyMs,
  });
}
