// The real program: started on a free port with a folder of its own, killed, started again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, Program } from "./program.ts";

export interface SignIn {
  email: string;
  password: string;
}

const owner: SignIn = { email: "owner@harbour-books.example", password: "correct horse battery" };

export class Waypost {
  #program: Program | undefined;
  #saidBefore = "";

  private constructor(
    readonly port: number,
    readonly folder: string,
    readonly mode: "demo" | "serve",
  ) {}

  /** With a simulated WhatsApp inside and a sample business. */
  static async demo(): Promise<Waypost> {
    const waypost = await Waypost.#in("demo");
    await waypost.startAgain();
    return waypost;
  }

  /** As for real: with one person who can sign in, and nothing else. */
  static async serve(): Promise<Waypost> {
    const waypost = await Waypost.#in("serve");
    const { email, password } = owner;
    await Program.run(["user", "add", "--log-level", "warn", "--email", email, "--name", "Owner", "--data-dir", waypost.folder], waypost.folder, password);
    await waypost.startAgain();
    return waypost;
  }

  static async #in(mode: "demo" | "serve"): Promise<Waypost> {
    return new Waypost(await freePort(), await mkdtemp(join(tmpdir(), "waypost-e2e-")), mode);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the program printed: shown when a test fails. */
  get said(): string {
    return this.#saidBefore + (this.#program?.said ?? "");
  }

  get signIn(): SignIn {
    if (this.mode === "serve") return owner;
    // The demo prints it for people.
    const email = /[\w.+-]+@[\w.-]+\w/.exec(this.said)?.[0];
    const password = /password\W+(\S+)/i.exec(this.said)?.[1];
    if (!email || !password) throw new Error(`the demo printed no sign-in:\n${this.said}`);
    return { email, password };
  }

  /** Without a warning. */
  async kill(): Promise<void> {
    this.#saidBefore = this.said;
    await this.#program?.kill();
    this.#program = undefined;
  }

  /** The same data on the same port. */
  async startAgain(): Promise<void> {
    const args = [this.mode, "--listen", `127.0.0.1:${this.port}`, "--data-dir", this.folder];
    // The simulator stands beside it, on this machine.
    if (this.mode === "serve") args.push("--set", "send.private_addresses=true");
    this.#program = await Program.start(args, this.folder, `${this.url}/readyz`);
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A call of the API. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const session = await json<{ token: string }>(`${this.url}/v1/sessions`, "POST", this.signIn);
    return json<T>(this.url + path, method, body, { Authorization: `Bearer ${session.token}` });
  }
}

async function json<T>(url: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
