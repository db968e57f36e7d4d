/**
 * WhatsApp's light mark-up as elements. Text stays text: nothing is ever set as HTML.
 */
import { parseRichText, type RichNode } from "@waypost/core";
import { Fragment, memo, type ReactNode } from "react";

export const RichText = memo(function RichText({ text }: { text: string }) {
  return <>{render(parseRichText(text))}</>;
});

function render(nodes: RichNode[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text never reorders, so its places are its keys.
  return nodes.map((node, index) => <Fragment key={index}>{one(node)}</Fragment>);
}

function one(node: RichNode): ReactNode {
  switch (node.kind) {
    case "text":
      return node.text;
    case "bold":
      return <strong>{render(node.children)}</strong>;
    case "italic":
      return <em>{render(node.children)}</em>;
    case "strike":
      return <s>{render(node.children)}</s>;
    case "code":
      return <code className="wa-code">{node.text}</code>;
    case "block":
      return <code className="wa-code wa-code-block">{node.text}</code>;
    case "link":
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.text}
        </a>
      );
  }
}
