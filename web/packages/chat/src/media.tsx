/**
 * Where the files of messages come from. Whoever embeds the chat gives the source; without one a file
 * is told of, but not shown.
 */
import type { Media } from "@waypost/core";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useSyncExternalStore,
} from "react";

export interface MediaSource {
  /** The bytes, with ranges. */
  url(id: string): string;
  thumbnail(id: string): string;
  /** What is known of a file. */
  get(id: string): Media | undefined;
  subscribe(id: string, listener: () => void): () => void;
  /** A file is looked at: find out about it, unless that is known or under way. */
  want(id: string): void;
  /** Fetch it from the provider once more. */
  again(id: string): void;
}

const SourceContext = createContext<MediaSource | null>(null);

export function MediaProvider({ source, children }: { source: MediaSource; children: ReactNode }) {
  return <SourceContext.Provider value={source}>{children}</SourceContext.Provider>;
}

export function useMediaSource(): MediaSource | null {
  return useContext(SourceContext);
}

/** What is known of a file; asked for once it is drawn. */
export function useMedia(id: string): Media | undefined {
  const source = useMediaSource();
  const media = useSyncExternalStore(
    useCallback((listener) => source?.subscribe(id, listener) ?? (() => {}), [source, id]),
    () => source?.get(id),
    () => undefined,
  );
  useEffect(() => {
    if (!media) source?.want(id);
  }, [source, id, media]);
  return media;
}

const OpenContext = createContext<((mediaId: string) => void) | null>(null);
export const OpenPicture = OpenContext.Provider;

/** Opens a picture large, where there is a place for that. */
export function useOpenPicture(): ((mediaId: string) => void) | null {
  return useContext(OpenContext);
}
