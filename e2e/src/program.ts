// A `waypost` process: what it printed, and its end.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { until } from "./wait.ts";

const binary = process.env.WAYPOST_BINARY ?? join(import.meta.dirname, "../../target/debug/waypost");

export class Program {
  #child: ChildProcess;
  /** Everything that it printed. */
  said = "";

  private constructor(args: string[], folder: string) {
    // A folder of its own also keeps a developer's waypost.toml out of the test.
    this.#child = spawn(binary, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: quiet(process.env) });
    // However the tests end, nothing of them goes on.
    process.once("exit", () => this.#child.kill("SIGKILL"));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.said += text;
      });
    }
  }

  /** Starts it and waits until this address answers with success. */
  static async start(args: string[], folder: string, ready: string): Promise<Program> {
    const program = new Program(args, folder);
    const answers = async () => {
      if (program.#hasEnded) throw new Error(`\`waypost ${args.join(" ")}\` ended:\n${program.said}`);
      return (await fetch(ready)).ok;
    };
    await until(`${ready} answers`, answers, 60).catch((error) => {
      throw new Error(`${error.message}\n${program.said}`);
    });
    return program;
  }

  /** Runs it to its end with this text on its standard input. */
  static async run(args: string[], folder: string, input: string): Promise<void> {
    const child = spawn(binary, args, { cwd: folder, stdio: ["pipe", "ignore", "inherit"], env: quiet(process.env) });
    child.stdin.end(`${input}\n`);
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`\`waypost ${args.join(" ")}\` ended with ${code}`);
  }

  /** As when the machine loses its power: no last words. */
  async kill(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The environment without settings of the developer's own Waypost. */
function quiet(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("WAYPOST_")));
}
