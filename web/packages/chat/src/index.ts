/**
 * The chat itself: bubbles, ticks, thread and composer, without a framework's clothes.
 */
export { Bubble, type BubbleMessage, type BubbleProps, type Quote } from "./Bubble.tsx";
export { ComposerCore, type ComposerCoreProps, type ComposerHandle, SendArrow } from "./Composer.tsx";
export { ContentTail, ContentView } from "./Content.tsx";
export { Player } from "./content/Voice.tsx";
export { LabelsProvider, useLabels } from "./context.tsx";
export { Icon, type IconName } from "./icons.tsx";
export { en, type Labels } from "./labels.ts";
export { MediaProvider, type MediaSource, useMedia, useMediaSource } from "./media.tsx";
export { RichText } from "./RichText.tsx";
export { threadRows } from "./rows.ts";
export { Thread, type ThreadProps } from "./Thread.tsx";
export { Ticks, type TicksProps } from "./Ticks.tsx";
export { clockTime, dayKey, dayName, fullTime } from "./time.ts";
export { type VoiceState, voice } from "./voice.ts";
