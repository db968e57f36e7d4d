// What every browser test has: a running Waypost, shared by the tests of a file, and an inbox that is signed in.
import { test as base } from "@playwright/test";
import { Inbox } from "./inbox.ts";
import { Simulator } from "./simulator.ts";
import { Waypost } from "./waypost.ts";
import { Wire } from "./wire.ts";

interface PerTest {
  /** A signed-in inbox, connected to the server directly. */
  inbox: Inbox;
  /** A wire to the server that can be cut. */
  wire: Wire;
  /** A demo of its own, for tests that move its clock. */
  ownDemo: Waypost;
  /** A Waypost as for real, and a simulated WhatsApp with a number for it that goes on when it is killed. */
  served: { waypost: Waypost; simulator: Simulator };
}

interface PerWorker {
  waypost: Waypost;
}

export const test = base.extend<PerTest, PerWorker>({
  waypost: [
    async ({}, use) => {
      const waypost = await Waypost.demo();
      await use(waypost);
      await waypost.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  ownDemo: async ({}, use, info) => {
    const waypost = await Waypost.demo();
    await use(waypost);
    if (info.status !== info.expectedStatus) await info.attach("waypost.log", { body: waypost.said });
    await waypost.stop();
  },
  served: async ({}, use, info) => {
    const waypost = await Waypost.serve();
    const simulator = await Simulator.for(waypost);
    await use({ waypost, simulator });
    if (info.status !== info.expectedStatus) await info.attach("waypost.log", { body: waypost.said });
    await waypost.stop();
    await simulator.stop();
  },
  wire: async ({ waypost }, use) => {
    const wire = await Wire.to(waypost.port);
    await use(wire);
    wire.close();
  },
  inbox: async ({ page, waypost }, use, info) => {
    const inbox = new Inbox(page);
    await inbox.open(waypost.url, waypost.signIn);
    await use(inbox);
    if (info.status !== info.expectedStatus) await info.attach("waypost.log", { body: waypost.said });
  },
});

export { expect } from "@playwright/test";
