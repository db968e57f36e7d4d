/**
 * The language of the page and its direction.
 */
import { en as chatEnglish, type Labels } from "@waypost/chat";
import i18n from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { recall, remember } from "../data/preferences.ts";
import { en } from "./en.ts";

export const LANGUAGES = [
  { value: "en", label: "English", direction: "ltr" },
  { value: "ar", label: "العربية", direction: "rtl" },
] as const;

export type Language = (typeof LANGUAGES)[number]["value"];
export type DirectionChoice = "auto" | "ltr" | "rtl";

/** The chat's words, by language: those that somebody reads are loaded. */
const chatLabels: Partial<Record<string, Labels>> = { en: chatEnglish };

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((l) => l.value === text);

export function chosenLanguage(): Language {
  const known = recall("language");
  if (isLanguage(known)) return known;
  return navigator.language?.startsWith("ar") ? "ar" : "en";
}

export function directionChoice(): DirectionChoice {
  const known = recall("direction");
  return known === "ltr" || known === "rtl" ? known : "auto";
}

export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18n.init>[0]);
  await setLanguage(chosenLanguage(), false);
}

export async function setLanguage(language: Language, save = true): Promise<void> {
  if (language === "ar" && !i18n.hasResourceBundle("ar", "translation")) {
    const [{ ar }, chat] = await Promise.all([import("./ar.ts"), import("@waypost/chat/ar")]);
    chatLabels.ar = chat.ar;
    i18n.addResourceBundle("ar", "translation", ar);
  }
  if (save) remember("language", language);
  await i18n.changeLanguage(language);
  applyDirection();
}

const listeners = new Set<() => void>();

export function setDirection(choice: DirectionChoice): void {
  remember("direction", choice === "auto" ? null : choice);
  applyDirection();
}

function applyDirection(): void {
  const root = document.documentElement;
  root.lang = i18n.language;
  root.dir = currentDirection();
  for (const listener of listeners) listener();
}

export function currentDirection(): "ltr" | "rtl" {
  const choice = directionChoice();
  if (choice !== "auto") return choice;
  return LANGUAGES.find((l) => l.value === i18n.language)?.direction ?? "ltr";
}

export function useDirection(): "ltr" | "rtl" {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentDirection);
}

/** The chat's words in the language of the page. */
export function useChatLabels(): Labels {
  const { i18n: current } = useTranslation();
  return chatLabels[current.language] ?? chatEnglish;
}

/** For dates and numbers; digits stay Latin, as in the numbers they stand beside. */
export function useLocale(): string {
  return useChatLabels().locale;
}
