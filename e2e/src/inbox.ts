// The inbox as a person uses it: sign in, open a conversation, write, look at the ticks.
import { expect, type Locator, type Page } from "@playwright/test";
import type { SignIn } from "./waypost.ts";

export class Inbox {
  constructor(readonly page: Page) {}

  /** Signs in at this address and waits for the inbox. */
  async open(url: string, signIn: SignIn): Promise<void> {
    await this.page.goto(url);
    await this.page.getByTestId("email").fill(signIn.email);
    await this.page.getByTestId("password").fill(signIn.password);
    await this.page.getByTestId("submit").click();
    await expect(this.state).toHaveAttribute("data-state", "live");
  }

  /** The connection chip; its `data-state` is live, polling or offline. */
  get state(): Locator {
    return this.page.getByTestId("connection-chip");
  }

  row(name: string): Locator {
    return this.page.getByTestId("conversation-row").filter({ hasText: name });
  }

  async choose(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByTestId("thread")).toBeVisible();
  }

  get messages(): Locator {
    return this.page.getByTestId("thread").getByTestId("message");
  }

  /** The bubbles with this text: one, if nothing was lost or doubled. */
  bubble(text: string): Locator {
    return this.messages.filter({ hasText: text });
  }

  async send(text: string): Promise<void> {
    await this.page.getByTestId("composer-input").fill(text);
    await this.page.getByTestId("composer-send").click();
  }

  async expectStatus(text: string, status: string | RegExp): Promise<void> {
    await expect(this.bubble(text)).toHaveAttribute("data-status", status);
  }
}
