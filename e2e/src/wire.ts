// A real wire between browser and server that can be cut: only what is live, or everything.
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket, connect } from "node:net";

export class Wire {
  #server: Server;
  #live = new Set<Socket>();
  #all = new Set<Socket>();
  #liveIsCut = false;
  #allIsCut = false;
  /** How many WebSockets have been opened through this wire so far. */
  liveOpened = 0;

  private constructor(port: number) {
    this.#server = createServer((browser) => this.#join(browser, port));
  }

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks every WebSocket and lets no new one through; plain HTTP goes on. */
  cutLive(): void {
    this.#liveIsCut = true;
    for (const socket of this.#live) socket.destroy();
  }

  mendLive(): void {
    this.#liveIsCut = false;
  }

  /** As when the cable is pulled. */
  cutAll(): void {
    this.#allIsCut = true;
    for (const socket of this.#all) socket.destroy();
  }

  mendAll(): void {
    this.#allIsCut = false;
  }

  close(): void {
    this.cutAll();
    this.#server.close();
  }

  #join(browser: Socket, port: number): void {
    if (this.#allIsCut) {
      browser.destroy();
      return;
    }
    this.#all.add(browser);
    const server = connect(port, "127.0.0.1");
    const end = () => {
      this.#all.delete(browser);
      this.#live.delete(browser);
      browser.destroy();
      server.destroy();
    };
    for (const socket of [browser, server]) socket.on("error", end).on("close", end);
    browser.on("data", (bytes) => {
      // A browser opens a connection of its own for a WebSocket, so the request stands at its beginning.
      if (/^GET [^\r]*\r\n[^]*upgrade: websocket\r\n/i.test(bytes.toString("latin1"))) {
        if (this.#liveIsCut) {
          end();
          return;
        }
        this.#live.add(browser);
        this.liveOpened += 1;
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => browser.write(bytes));
  }
}
