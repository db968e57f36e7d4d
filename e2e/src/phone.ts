// A customer's phone, held through the simulator's control API.
import { until } from "./wait.ts";

export interface PhoneMessage {
  n: number;
  id: string;
  from: "customer" | "business";
  type: string;
  status: string;
  text?: { body: string } | string;
}

export interface SimulatedNumber {
  phone_number_id: string;
  display_phone_number: string;
}

export class Phone {
  private constructor(
    readonly url: string,
    readonly number: string,
    readonly name: string,
    readonly phoneNumberId: string,
  ) {}

  /** A new customer with a number that nobody else has. */
  static async of(url: string, name: string): Promise<Phone> {
    const number = `1555${Math.floor(Math.random() * 1e7).toString().padStart(7, "0")}`;
    const world = await call<{ numbers: SimulatedNumber[] }>(url, "GET", "/_sim/world");
    const business = world.numbers[0];
    if (!business) throw new Error("the simulated world has no number");
    await call(url, "POST", "/_sim/customers", { phone: number, name });
    return new Phone(url, number, name, business.phone_number_id);
  }

  async type(text: string): Promise<string> {
    const message = { phone_number_id: this.phoneNumberId, type: "text", text: { body: text } };
    return (await call<{ id: string }>(this.url, "POST", `/_sim/customers/${this.number}/messages`, message)).id;
  }

  /** Opens the chat: what was delivered is now read. */
  async read(): Promise<void> {
    await call(this.url, "POST", `/_sim/customers/${this.number}/read`, { phone_number_id: this.phoneNumberId });
  }

  async set(state: { online?: boolean; read_receipts?: boolean; blocked?: boolean }): Promise<void> {
    await call(this.url, "PATCH", `/_sim/customers/${this.number}`, state);
  }

  async messages(): Promise<PhoneMessage[]> {
    const path = `/_sim/customers/${this.number}/chats/${this.phoneNumberId}`;
    return (await call<{ messages: PhoneMessage[] }>(this.url, "GET", path)).messages;
  }

  /** The texts that arrived from the business, in the order in which the phone shows them. */
  async received(): Promise<string[]> {
    return (await this.messages()).filter((message) => message.from === "business").map(textOf);
  }

  async waitFor(text: string): Promise<void> {
    await until(`the phone shows “${text}”`, async () => (await this.received()).includes(text));
  }
}

/** Makes calls to the simulated API go wrong until the returned function is called. */
export async function trouble(url: string, fault: Record<string, unknown>): Promise<() => Promise<void>> {
  // Always, and not only the next time: that the conversation was read is told by the same endpoint.
  await call(url, "POST", "/_sim/faults", { mode: "always", ...fault });
  return () => call(url, "DELETE", "/_sim/faults");
}

export async function moveClock(url: string, seconds: number): Promise<void> {
  await call(url, "POST", "/_sim/clock", { advance_seconds: seconds });
}

function textOf(message: PhoneMessage): string {
  return typeof message.text === "string" ? message.text : (message.text?.body ?? "");
}

async function call<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(url + path, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
