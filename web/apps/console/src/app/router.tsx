/**
 * The addresses of the console. What is filtered and opened is in the address, so it can be shared.
 */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { ViewName } from "@waypost/core";
import { sessionState } from "../data/session.ts";
import { Conversation } from "../features/inbox/Conversation.tsx";
import { Inbox } from "../features/inbox/Inbox.tsx";
import { NoConversation } from "../features/inbox/NoConversation.tsx";
import { Broken, NotFound, Unreachable } from "./problems.tsx";
import { Shell } from "./Shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: lazyRouteComponent(() => import("../features/auth/SignIn.tsx"), "SignIn"),
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    // Only a path of our own: never a way out to somewhere else.
    typeof search.to === "string" && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {},
  beforeLoad: ({ search }) => {
    if (sessionState().kind === "in") throw redirect({ href: search.to ?? "/inbox", replace: true });
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: () => (sessionState().kind === "in" ? <Shell /> : <Unreachable />),
  beforeLoad: ({ location }) => {
    if (sessionState().kind !== "out") return;
    const to = location.href === "/" ? {} : { to: location.href };
    throw redirect({ to: "/login", search: to, replace: true });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox", replace: true });
  },
});

export interface InboxSearch {
  view?: ViewName;
  q?: string;
  m?: string;
}

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  component: Inbox,
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...(search.view === "unread" || search.view === "closed" ? { view: search.view } : {}),
    ...(search.q !== undefined && search.q !== "" ? { q: String(search.q) } : {}),
    ...(typeof search.m === "string" ? { m: search.m } : {}),
  }),
});

const noConversation = createRoute({ getParentRoute: () => inbox, path: "/", component: NoConversation });
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "$conversationId",
  component: Conversation,
});

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/contacts",
  component: lazyRouteComponent(() => import("../features/contacts/Contacts.tsx"), "Contacts"),
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    search.q !== undefined && search.q !== "" ? { q: String(search.q) } : {},
});

const simulator = createRoute({
  getParentRoute: () => shell,
  path: "/simulator",
  component: lazyRouteComponent(() => import("../features/simulator/Simulator.tsx"), "Simulator"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/Settings.tsx"), "Settings"),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/numbers", replace: true });
  },
});
const numbers = createRoute({
  getParentRoute: () => settings,
  path: "numbers",
  component: lazyRouteComponent(() => import("../features/settings/Numbers.tsx"), "Numbers"),
});
const appearance = createRoute({
  getParentRoute: () => settings,
  path: "appearance",
  component: lazyRouteComponent(() => import("../features/settings/Appearance.tsx"), "Appearance"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    shell.addChildren([
      home,
      inbox.addChildren([noConversation, conversation]),
      contacts,
      simulator,
      settings.addChildren([settingsHome, numbers, appearance]),
    ]),
  ]),
  defaultPreload: "intent",
  defaultPendingMinMs: 0,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
