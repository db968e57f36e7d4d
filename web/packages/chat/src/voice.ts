/**
 * One voice is heard at a time, and goes on while its message is out of sight.
 */

/** As much of an audio element as is needed. */
export interface AudioLike {
  src: string;
  currentTime: number;
  playbackRate: number;
  readonly duration: number;
  readonly paused: boolean;
  play(): Promise<void>;
  pause(): void;
  addEventListener(type: string, listener: () => void): void;
}

export interface VoiceState {
  /** Whose voice it is; `null` before anything was played. */
  id: string | null;
  playing: boolean;
  position: number;
  /** 0 until it is known. */
  duration: number;
  rate: number;
  failed: boolean;
  /** Who is heard, for a place that shows it elsewhere. */
  from: VoiceOrigin | null;
}

export interface VoiceOrigin {
  conversationId: string;
  messageId: string;
}

export const RATES = [1, 1.5, 2] as const;

const SILENT: VoiceState = {
  id: null,
  playing: false,
  position: 0,
  duration: 0,
  rate: 1,
  failed: false,
  from: null,
};

export class Voice {
  readonly #make: () => AudioLike;
  #audio: AudioLike | null = null;
  #state = SILENT;
  #listeners = new Set<() => void>();

  constructor(make: () => AudioLike) {
    this.#make = make;
  }

  get state(): VoiceState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plays or pauses; another voice falls silent. */
  toggle(id: string, url: string, from: VoiceOrigin | null = null): void {
    const audio = this.#element();
    if (this.#state.id !== id || this.#state.failed) {
      audio.src = url;
      audio.playbackRate = this.#state.rate;
      this.#become({ ...SILENT, rate: this.#state.rate, id, from });
    } else if (!audio.paused) {
      audio.pause();
      return;
    }
    audio.play().catch((error: unknown) => {
      // A pause before it began is no failure.
      const interrupted = error instanceof Error && error.name === "AbortError";
      if (this.#state.id === id && !interrupted)
        this.#become({ ...this.#state, playing: false, failed: true });
    });
  }

  seek(id: string, seconds: number): void {
    if (this.#state.id !== id || !this.#audio) return;
    this.#audio.currentTime = seconds;
    this.#become({ ...this.#state, position: seconds });
  }

  /** The next of the three speeds, for this voice and those after it. */
  faster(): void {
    const next = RATES[(RATES.indexOf(this.#state.rate as (typeof RATES)[number]) + 1) % RATES.length] ?? 1;
    if (this.#audio) this.#audio.playbackRate = next;
    this.#become({ ...this.#state, rate: next });
  }

  stop(): void {
    this.#audio?.pause();
    this.#become({ ...SILENT, rate: this.#state.rate });
  }

  #element(): AudioLike {
    if (this.#audio) return this.#audio;
    const audio = this.#make();
    this.#audio = audio;
    const read = () => {
      if (this.#state.id === null) return;
      const duration = Number.isFinite(audio.duration) ? audio.duration : this.#state.duration;
      this.#become({ ...this.#state, position: audio.currentTime, duration, playing: !audio.paused });
    };
    for (const type of ["play", "pause", "timeupdate", "durationchange", "seeked"])
      audio.addEventListener(type, read);
    audio.addEventListener("ended", () => this.#become({ ...this.#state, playing: false, position: 0 }));
    audio.addEventListener("error", () => {
      if (this.#state.id !== null) this.#become({ ...this.#state, playing: false, failed: true });
    });
    return audio;
  }

  #become(next: VoiceState): void {
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

/** The page's voice. The element is made when something is first played, never at import. */
export const voice = new Voice(() => new Audio());
