/**
 * Everything that surrounds the pages: theme, direction, words, queries, notices.
 */
import {
  DirectionProvider,
  localStorageColorSchemeManager,
  MantineProvider,
  useComputedColorScheme,
} from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { LabelsProvider } from "@waypost/chat";
import { type ReactNode, useLayoutEffect } from "react";
import { queries } from "../data/session.ts";
import { useChatLabels, useDirection } from "../i18n/index.ts";
import { Toasts } from "../ui/toast.tsx";
import { resolver, theme } from "./theme.ts";

const colorScheme = localStorageColorSchemeManager({ key: "waypost.theme" });

/** The nonce that the server wrote into this page, for the styles that are made at run time. */
export const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function Providers({ children }: { children: ReactNode }) {
  const direction = useDirection();
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolver}
          colorSchemeManager={colorScheme}
          defaultColorScheme="auto"
          getStyleNonce={nonce}
        >
          <ChatTheme />
          <Words>
            {children}
            <Toasts />
          </Words>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}

function Words({ children }: { children: ReactNode }) {
  return <LabelsProvider labels={useChatLabels()}>{children}</LabelsProvider>;
}

/** The chat has its own variables and does not know Mantine. */
function ChatTheme() {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    document.documentElement.setAttribute("data-wa-theme", scheme);
  }, [scheme]);
  return null;
}
