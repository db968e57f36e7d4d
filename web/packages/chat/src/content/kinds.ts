/**
 * One kind of content, picked from all.
 */
import type { Content } from "@waypost/core";

export type Of<K extends Content["type"]> = Extract<Content, { type: K }>;
