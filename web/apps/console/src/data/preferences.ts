/**
 * What this browser remembers: look, language, drafts. Never anything secret.
 */

const PREFIX = "waypost.";

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse storage: then nothing is remembered.
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** The names that are remembered under `prefix`. */
export function recallNames(prefix: string): string[] {
  const names: string[] = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key?.startsWith(PREFIX + prefix)) names.push(key.slice(PREFIX.length));
    }
  } catch {
    // As above.
  }
  return names;
}
