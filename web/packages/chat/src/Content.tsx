/**
 * What a message says, one part for each kind.
 */
import { type Content, isBigEmoji } from "@waypost/core";
import { FlowReplyView, OrderView, ReplyView } from "./content/Answers.tsx";
import { DocumentView } from "./content/Files.tsx";
import { ImageView, StickerView, VideoView } from "./content/Pictures.tsx";
import { ContactsView, LocationView } from "./content/Places.tsx";
import { CallView, DeletedView, UnsupportedView } from "./content/Plain.tsx";
import { InteractiveView, TemplateView } from "./content/Tap.tsx";
import { type Heard, VoiceView } from "./content/Voice.tsx";
import { RichText } from "./RichText.tsx";

export { ContentTail } from "./content/Tap.tsx";

/** `heard`: where a recording belongs, so that it can be found while it plays elsewhere. */
export function ContentView({ content, heard }: { content: Content; heard?: Heard }) {
  switch (content.type) {
    case "text":
      return <TextView text={content.text} />;
    case "image":
      return <ImageView content={content} />;
    case "video":
      return <VideoView content={content} />;
    case "audio":
      return <VoiceView content={content} {...(heard ? { heard } : {})} />;
    case "document":
      return <DocumentView content={content} />;
    case "sticker":
      return <StickerView content={content} />;
    case "location":
      return <LocationView content={content} />;
    case "contacts":
      return <ContactsView content={content} />;
    case "interactive":
      return <InteractiveView content={content} />;
    case "template":
      return <TemplateView content={content} />;
    case "reply":
      return <ReplyView content={content} />;
    case "flow_reply":
      return <FlowReplyView content={content} />;
    case "order":
      return <OrderView content={content} />;
    case "call":
      return <CallView content={content} />;
    case "system":
      return <TextView text={content.text} />;
    case "deleted":
      return <DeletedView />;
    case "unsupported":
      return <UnsupportedView kind={content.kind} raw={content.raw} />;
    default:
      content satisfies never;
      return <UnsupportedView kind={(content as { type: string }).type} raw={content} />;
  }
}

function TextView({ text }: { text: string }) {
  const big = isBigEmoji(text);
  return (
    <span className="wa-text" data-big={big || undefined}>
      {big ? text.trim() : <RichText text={text} />}
    </span>
  );
}
