// A simulator in a process of its own: a WhatsApp that goes on while Waypost is down.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, Program } from "./program.ts";
import type { Waypost } from "./waypost.ts";

const app = { app_id: "880000000000001", app_secret: "0123456789abcdef0123456789abcdef", verify_token: "let-me-in-please" };
const waba = "110000000000001";
const number = "120000000000001";
const token = "EAAsimulatedForTests";

export class Simulator {
  private constructor(
    readonly url: string,
    readonly program: Program,
    readonly folder: string,
  ) {}

  /** Starts a world with one number, whose webhooks go to this Waypost. */
  static async for(waypost: Waypost): Promise<Simulator> {
    const folder = await mkdtemp(join(tmpdir(), "waypost-sim-"));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const world = join(folder, "world.json");
    await writeFile(world, JSON.stringify(worldFor(waypost)));
    const args = ["simulator", "--listen", `127.0.0.1:${port}`, "--world", world];
    return new Simulator(url, await Program.start(args, folder, `${url}/_sim/world`), folder);
  }

  /** What Waypost has to know to use the number: the fields of the form and of the API. */
  get access() {
    return {
      meta_phone_number_id: number,
      waba_id: waba,
      meta_app_id: app.app_id,
      access_token: token,
      app_secret: app.app_secret,
      verify_token: app.verify_token,
      base_url: this.url,
    };
  }

  async stop(): Promise<void> {
    await this.program.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function worldFor(waypost: Waypost): unknown {
  return {
    apps: [{ ...app, callback_url: `${waypost.url}/webhooks/whatsapp`, fields: ["messages"] }],
    businesses: [
      {
        id: "130000000000001",
        name: "Harbour Books",
        wabas: [
          {
            id: waba,
            name: "Harbour Books",
            subscribed_apps: [app.app_id],
            numbers: [{ phone_number_id: number, display_phone_number: "+1 555-013-0199", verified_name: "Harbour Books" }],
          },
        ],
      },
    ],
    tokens: [{ token, app_id: app.app_id }],
    settings: { retry_ms: 200 },
  };
}
