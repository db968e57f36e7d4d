// The real program in demo mode: started on a free port with a folder of its own, killed, started again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./wait.ts";

const binary = process.env.WAYPOST_BINARY ?? join(import.meta.dirname, "../../target/debug/waypost");

export interface SignIn {
  email: string;
  password: string;
}

export class Waypost {
  #process: ChildProcess | undefined;
  #said = "";

  private constructor(
    readonly port: number,
    readonly folder: string,
  ) {}

  static async start(): Promise<Waypost> {
    const folder = await mkdtemp(join(tmpdir(), "waypost-e2e-"));
    const waypost = new Waypost(await freePort(), folder);
    await waypost.#run();
    return waypost;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the program printed: shown when a test fails. */
  get said(): string {
    return this.#said;
  }

  /** The sign-in that the demo prints for people. */
  get signIn(): SignIn {
    const email = /[\w.+-]+@[\w.-]+\w/.exec(this.#said)?.[0];
    const password = /password\W+(\S+)/i.exec(this.#said)?.[1];
    if (!email || !password) throw new Error(`the demo printed no sign-in:\n${this.#said}`);
    return { email, password };
  }

  /** As when the machine loses its power: no last words. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process && process.exitCode === null && process.signalCode === null) {
      process.kill("SIGKILL");
      await once(process, "exit");
    }
  }

  /** The same data on the same port. */
  async startAgain(): Promise<void> {
    await this.#run();
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #run(): Promise<void> {
    const args = ["demo", "--listen", `127.0.0.1:${this.port}`, "--data-dir", this.folder];
    const process = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text;
      });
    }
    await until(
      "Waypost is ready",
      async () => {
        if (process.exitCode !== null) throw new Error(`it ended with ${process.exitCode}:\n${this.#said}`);
        return (await fetch(`${this.url}/readyz`)).ok;
      },
      60,
    ).catch((error) => {
      throw new Error(`${error.message}\n${this.#said}`);
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
