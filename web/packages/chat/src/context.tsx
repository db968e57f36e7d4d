/**
 * The words in use, for every part of the chat.
 */
import { createContext, type ReactNode, useContext } from "react";
import { en, type Labels } from "./labels.ts";

const LabelsContext = createContext<Labels>(en);

export function LabelsProvider({ labels, children }: { labels: Labels; children: ReactNode }) {
  return <LabelsContext.Provider value={labels}>{children}</LabelsContext.Provider>;
}

export function useLabels(): Labels {
  return useContext(LabelsContext);
}
